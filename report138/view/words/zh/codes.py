"""怎样读：代码和几个用语的意思。"""

from report138.view.words.facts.codes import Codes
from report138.view.words.zh.grammar import join
from report138.view.words.zh.terms import TERMS

KINDS = {"paragraph": "段落", "headline": "标题", "caption": "图片说明", "byline": "署名"}


def explain_codes(codes: Codes) -> str:
    """说明出处、句子、引文与阅读的代码。"""
    said = []
    if codes.places:
        places = "，".join(f"{join(runs)}为{KINDS.get(kind, kind)}" for kind, runs in codes.places)
        said.append(f"出处：{places}。")
    if codes.unit:
        name, place, number = codes.unit
        said.append(f"{name}指{place}的第{number}句")
        if codes.clause:
            name, place, number, part = codes.clause
            said[-1] += f"，{name}指{place}第{number}句的第{part}个分句"
        one = "一句或一个分句" if codes.clause else "一句话"
        said[-1] += f"；{one}对同一格只计一次。"
    if codes.segment:
        said.append(f"{codes.segment}等为引文编号。")
    if codes.coders:
        each = "各次" if len(codes.coders) > 1 else "这次"
        said.append(f"{join(codes.coders)}为{each}{TERMS['reading']}的代号。")
    if codes.formula:
        said.append("公式句指原文逐条界定场景的分句。")
    return "".join(said) + (explain_marks() if codes.marked else "")


def explain_marks() -> str:
    """说明六角括号里的来历。"""
    own, outside = TERMS["basis_analyst"], TERMS["basis_outside"]
    return (
        f"〔{TERMS['basis_source']}〕〔{own}〕〔{outside}〕标明一段话的来历："
        "依次为原文所写、分析者的归纳、文外资料。"
    )
