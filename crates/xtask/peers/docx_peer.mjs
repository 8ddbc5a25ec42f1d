// Makes the documents of a JSON file with docx for Node: argv = input, how many.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(process.cwd() + "/");
const { AlignmentType, Document, Footer, Packer, PageNumber, Paragraph, Table, TableCell, TableRow, TextRun } =
  require("docx");

const FACES = {
  title: ["方正小标宋简体", 44],
  heading1: ["黑体", 32],
  heading2: ["楷体_GB2312", 32],
  body: ["仿宋_GB2312", 32],
};
const page = { size: { width: 11906, height: 16838 }, margin: { top: 2098, bottom: 1984, left: 1587, right: 1474 } };
const run = (role, text) => new TextRun({ text, font: FACES[role][0], size: FACES[role][1] });
const spacing = { line: 579, lineRule: "exact" };
const paragraph = ({ role, text }) =>
  role === "title"
    ? new Paragraph({ children: [run(role, text)], alignment: AlignmentType.CENTER, spacing })
    : new Paragraph({ children: [run(role, text)], indent: { firstLine: 640 }, spacing });
const table = ({ rows }) =>
  new Table({
    rows: rows.map(
      (row, index) =>
        new TableRow({
          tableHeader: index === 0,
          children: row.map((text) => new TableCell({ children: [new Paragraph({ children: [run("body", text)] })] })),
        }),
    ),
  });

const documents = JSON.parse(readFileSync(process.argv[2], "utf-8")).slice(0, Number(process.argv[3]));
let size = 0;
for (const blocks of documents) {
  const children = blocks.map((block) => (block.rows ? table(block) : paragraph(block)));
  const number = new Paragraph({ children: [new TextRun({ children: ["— ", PageNumber.CURRENT, " —"], font: "宋体", size: 28 })] });
  const document = new Document({ sections: [{ properties: { page }, children, footers: { default: new Footer({ children: [number] }) } }] });
  size += (await Packer.toBuffer(document)).length;
}
console.log(size);
