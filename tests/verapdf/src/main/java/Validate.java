import java.io.FileInputStream;
import java.io.InputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Holds PDF files against PDF/A-2a and PDF/UA-1; prints each failure. Exits with 0 when there is none, with 1 when
 * there is one or a file cannot be read, with 2 when no file is named.
 */
public final class Validate {
    private static final PDFAFlavour[] FLAVOURS = {PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1};

    private Validate() {}

    public static void main(String[] files) {
        if (files.length == 0) {
            System.err.println("usage: Validate FILE.pdf ...");
            System.exit(2);
        }
        VeraGreenfieldFoundryProvider.initialise();
        int failures = 0;
        for (String file : files) {
            for (PDFAFlavour flavour : FLAVOURS) {
                try {
                    failures += validate(file, flavour);
                } catch (Exception error) {
                    failures++;
                    System.out.println(file + " " + flavour + ": cannot be validated: " + error);
                }
            }
        }
        System.out.println(files.length + " files, " + failures + " failures");
        System.exit(failures == 0 ? 0 : 1);
    }

    private static int validate(String file, PDFAFlavour flavour) throws Exception {
        int failures = 0;
        try (InputStream input = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(input, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() != TestAssertion.Status.PASSED) {
                    failures++;
                    System.out.println(file + " " + flavour + " " + assertion.getRuleId().getClause() + "-"
                            + assertion.getRuleId().getTestNumber() + ": " + message(assertion) + " at "
                            + assertion.getLocation().getContext());
                }
            }
            if (!result.isCompliant() && failures == 0) {
                failures++;
                System.out.println(file + " " + flavour + ": not compliant");
            }
        }
        return failures;
    }

    /** What is wrong in this case, or the rule that was broken. */
    private static String message(TestAssertion assertion) {
        String message = assertion.getErrorMessage();
        return message == null || message.isEmpty() ? assertion.getMessage() : message;
    }
}
