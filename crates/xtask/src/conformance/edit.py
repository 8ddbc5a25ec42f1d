"""Edits Word files as a colleague would: edit.py FROM TO EDIT.

EDIT is sentence, sentences, strike, heading, title or recipients.
"""

import copy
import sys

import docx
from docx.oxml.ns import qn

SENTENCE = "各单位要结合实际认真抓好落实，重要情况及时报告。"
BODIES = "、某某县第一局、某某县第二局、某某县第三局、某某县第四局、某某县第五局"


def styled(document, style):
    """Paragraphs with this style id, wherever they stand in the body."""
    found = []
    for node in document.element.body.iter(qn("w:p")):
        properties = node.find(qn("w:pPr"))
        name = properties.find(qn("w:pStyle")) if properties is not None else None
        if name is not None and name.get(qn("w:val")) == style:
            found.append(docx.text.paragraph.Paragraph(node, document._body))
    return found


def text_runs(paragraph):
    return [run for run in paragraph.runs if run.text.strip()]


def main(source, target, edit):
    document = docx.Document(source)
    body = [paragraph for paragraph in styled(document, "GongwenBody") if text_runs(paragraph)]
    if edit == "sentence":
        text_runs(body[len(body) // 2])[-1].text += SENTENCE
    elif edit == "sentences":
        text_runs(body[len(body) // 2])[-1].text += SENTENCE * 6
    elif edit == "strike":
        for paragraph in body[-2:] if len(body) > 3 else body[-1:]:
            paragraph._element.getparent().remove(paragraph._element)
    elif edit == "heading":
        first = body[0]._element
        added = copy.deepcopy(first)
        first.addnext(added)
        paragraph = docx.text.paragraph.Paragraph(added, document._body)
        for run in paragraph.runs[1:]:
            run._element.getparent().remove(run._element)
        paragraph.runs[0].text = "（五）进一步加强组织领导"
        paragraph._element.find(qn("w:pPr")).find(qn("w:pStyle")).set(qn("w:val"), "Heading2")
    elif edit == "title":
        title = styled(document, "Title")
        if title:
            text_runs(title[0])[0].text = "某某县关于进一步" + text_runs(title[0])[0].text
    elif edit == "recipients":
        for node in document.element.body.iter(qn("w:t")):
            if "抄送" in (node.text or ""):
                node.text = node.text.rstrip("。") + BODIES + ("。" if node.text.endswith("。") else "")
                break
        else:
            sys.exit("no 抄送")
    else:
        sys.exit(f"no edit {edit}")
    document.save(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
