// Lays out Word files with @docx-editor.dev/core and prints a line of JSON for each: its pages, their lines with boxes in points.
// Usage: node docx_editor.mjs FACES FILE…, where FACES holds the embedded faces.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { openFontBackedDocumentForExport } from '@docx-editor.dev/core/export';

const OFFICIAL = {
  '仿宋_GB2312': 'wenkai/GongwenFangSong',
  '楷体_GB2312': 'wenkai/GongwenKaiTi',
  '黑体': 'noto/GongwenHeiTi',
  '方正小标宋简体': 'noto/GongwenXiaoBiaoSong',
  '宋体': 'noto/GongwenSong',
};

const [, , faces, ...files] = process.argv;
const sources = [];
for (const [family, file] of Object.entries(OFFICIAL)) {
  const bytes = new Uint8Array(await readFile(`${faces}/${file}.ttf`));
  const hash = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  sources.push({ request: { family, weight: 400, style: 'normal' }, id: file, bytes, hash, faceIndex: 0 });
}

// Lines of paragraphs and of the cells of tables, from the left and top of the paper.
function* lines(fragments, origin) {
  for (const fragment of fragments ?? []) {
    for (const line of fragment.lines ?? []) {
      const text = line.spans.map((span) => span.text).join('');
      const boxes = line.spans.map((span) => span.box).filter((box) => box.width > 0);
      if (!text.trim() || !boxes.length) continue;
      const left = Math.min(...boxes.map((box) => box.x));
      const right = Math.max(...boxes.map((box) => box.x + box.width));
      const top = line.box.y + origin.y;
      yield { text, left: left + origin.x, right: right + origin.x, top, bottom: top + line.box.height };
    }
    for (const row of fragment.rows ?? []) {
      // A repeated header shows nothing new.
      if (row.isHeaderRepeat) continue;
      for (const cell of row.cells) yield* lines(cell.blocks, origin);
    }
  }
}

for (const file of files) {
  const bytes = new Uint8Array(await readFile(file));
  const opened = await openFontBackedDocumentForExport(bytes, { fonts: { sources }, fontPolicy: 'best-effort' });
  if (!opened.ok) throw new Error(`${file}: ${opened.reason}`);
  const layout = await opened.session.layout();
  const pages = layout.pages.map((page) => ({
    width: page.box.width,
    height: page.box.height,
    lines: [
      ...lines(page.header?.fragments, page.header?.box ?? page.box),
      ...lines(page.fragments, page.contentBox),
      ...lines((page.footnotes?.notes ?? []).flatMap((note) => note.fragments ?? []), page.contentBox),
    ],
  }));
  console.log(JSON.stringify({ file, pages }));
  opened.session.dispose();
}
