"""Makes the old workbooks of this folder: python3 make.py, with xlwt 1.3 and LibreOffice 7.4 (soffice, or as $SOFFICE).

villages.xls, works.xls: the fixtures of those names, as LibreOffice saves them; villages-page.xls: as a web page. formats.xls: every number format of
../formats.txt that a workbook can hold, beside its value. office.xls: merged and hidden cells, rich texts, texts longer
than a record, errors, formulas, a hidden sheet. 示例数据.
"""
import datetime
import os
import pathlib
import subprocess

import xlwt

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[4]
SOFFICE = os.environ.get("SOFFICE", "soffice")


def convert(source, kind, folder=HERE):
    subprocess.run([SOFFICE, "--headless", "--convert-to", kind, "--outdir", folder, source], check=True)


def formats():
    book = xlwt.Workbook()
    sheet = book.add_sheet("格式")
    styles = {}
    row = 0
    for line in (HERE.parent / "formats.txt").read_text("utf-8").splitlines():
        if line.startswith("# ") and "\t" not in line:
            continue
        code, value, shown = line.split("\t")[:3]
        # What stands in a file under another name, and what is longer than a record.
        if len(code) > 250 or "通用" in code:
            continue
        if code not in styles:
            styles[code] = xlwt.easyxf(num_format_str=code)
        sheet.write(row, 0, code)
        try:
            sheet.write(row, 1, float(value), styles[code])
        except ValueError:
            sheet.write(row, 1, value, styles[code])
        sheet.write(row, 2, "|" + shown.replace("␠", " ").strip())
        row += 1
    book.save(str(HERE / "formats.xls"))


def office():
    book = xlwt.Workbook()
    book.dates_1904 = False
    sheet = book.add_sheet("各村")
    bold = xlwt.easyfont("bold on")
    sheet.write_merge(0, 0, 0, 5, "某某镇各村情况表（示例数据）")
    sheet.write_merge(1, 2, 0, 0, "村名")
    sheet.write_merge(1, 1, 1, 2, "收入（万元）")
    sheet.write(2, 1, "本年")
    sheet.write(2, 2, "上年")
    sheet.write_merge(1, 2, 3, 3, "日期")
    sheet.write_merge(1, 2, 4, 4, "身份证号")
    sheet.write_merge(1, 2, 5, 5, "说明")
    money = xlwt.easyxf(num_format_str="#,##0.00")
    day = xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日"')
    rows = [
        ("东岭村", 1234.5, 1100, "首行"),
        ("西岭村", -8, 0.1 + 0.2, "隐藏"),
        ("南岭村", 123456789012, 1e-3, "很长：" + "示例" * 12000),
        ("北岭村", 12.34, 1 / 3, "尾行"),
    ]
    for index, (name, now, before, note) in enumerate(rows):
        row = 3 + index
        sheet.write_rich_text(row, 0, ((name[:1], bold), name[1:]))
        sheet.write(row, 1, now, money)
        sheet.write(row, 2, before)
        sheet.write(row, 3, datetime.date(2024, 12, 20 + index), day)
        sheet.write(row, 4, "0000")
        sheet.write(row, 5, note)
    sheet.row(4).hidden = True
    sheet.col(4).hidden = True
    secret = book.add_sheet("内部")
    secret.visibility = 1
    secret.write(0, 0, "不读")
    odd = book.add_sheet("怪")
    odd.write(0, 0, True)
    odd.write(0, 1, xlwt.Formula("1+1"))
    odd.write(0, 2, xlwt.Formula('"a"&"b"'))
    odd.row(0).set_cell_error(3, 0x2A)
    odd.write(0, 4, "=HYPERLINK(\"http://example.com\",\"示例\")")
    odd.write(0, 5, "='0045'")
    odd.write(0, 6, "'0045")
    odd.write(0, 7, '="0045"')
    odd.write(1, 0, '=DISPIMG("ID_示例",1)')
    for column in range(60):
        odd.write(2, column, column / 100 if column % 2 else column)
    book.save(str(HERE / "office.xls"))
    old = xlwt.Workbook()
    old.dates_1904 = True
    sheet = old.add_sheet("表")
    sheet.write(0, 0, "日期")
    sheet.write(1, 0, 43951, xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    old.save(str(HERE / "mac.xls"))


if __name__ == "__main__":
    convert(ROOT / "fixtures/villages/villages.xlsx", "xls")
    convert(ROOT / "fixtures/forms/files/works.xlsx", "xls")
    convert(ROOT / "fixtures/villages/villages.xlsx", "html")
    # As office systems hand them out.
    (HERE / "villages.html").rename(HERE / "villages-page.xls")
    formats()
    office()
