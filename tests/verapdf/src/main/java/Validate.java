import java.io.FileInputStream;
import java.io.InputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Holds PDF files against PDF/A-2a and PDF/UA-1; prints each failure; exits with 1 when there is one. */
public final class Validate {
    private static final PDFAFlavour[] FLAVOURS = {PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1};

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        int failures = 0;
        for (String file : files) {
            for (PDFAFlavour flavour : FLAVOURS) {
                failures += validate(file, flavour);
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
                            + assertion.getRuleId().getTestNumber() + ": " + assertion.getMessage() + " at "
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
}
