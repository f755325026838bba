"""What headings and sheet names mean, in English and Chinese, as people write them."""

import re

from report138.data.schema import LANGUAGES

MEANINGS = {
    "row": "row, rows, scenario, scenario_id, from, action, solution, 行, 场景, 措施",
    "column": "column, columns, col, track, track_id, to, target, 列, 赛道, 目标",
    "value": "value, level, score, rating, strength, weight, 值, 等级, 得分, 分值, 评分, 强度",
    "sign": "sign, polarity, direction, 正负, 方向, 符号",
    "quote": "quote, quotation, text, evidence, statement, 引文, 原文, 依据, 文本",
    "coder": "coder, reading, expert, rater, reader, respondent, 编码者, 专家, 读者, 评分人",
    "note": "note, notes, reason, comment, comments, remark, remarks, 说明, 理由, 备注, 注",
    "place": "place, locator, page, paragraph, source, reference, 位置, 出处, 页码, 来源",
    "kind": "kind",
    "basis": "basis",
    "segment": "segment, segment_id",
    "unit": "unit",
    "id": "id, no, no., nr, nr., #, code, number, 编号, 序号, 代码, 标识",
    "name": "name, item, title, 名称, 项目",
    "driver": "driver, 牵引",
    "quality": "quality, 品质",
    "aim": "aim, description, definition, details, 目的, 描述, 定义",
    "order": "order, rank, 顺序, 次序",
    "link": "link, 联系",
    "label": "label, 标签, 名称",
    "total": "total, totals, sum, subtotal, average, mean, grand total, ∑, Σ, 合计, 总计, 小计, 总和, 平均, 平均值, 总分",
    "had": "had",
    "blind_to": "blind_to",
    "key": "key",
    "tier": "tier",
    "plural": "plural",
}
SHEETS = {
    "matrix": "matrix, 矩阵",
    "plus": "+, plus, positive, positives, synergies, synergy, co-benefits, benefits, 正, 正向, 协同",
    "minus": "-, −, minus, negative, negatives, trade-offs, tradeoffs, risks, 负, 负向, 权衡, 冲突",
    "rows": "rows, row details, scenarios, 行, 行说明, 场景",
    "columns": "columns, column details, tracks, 列, 列说明, 赛道",
    "quotes": "quotes, quotations, evidence, texts, statements, ledger, 引文, 依据, 原文",
    "scale": "scale, order, levels, 量表, 等级, 尺度",
    "readings": "readings, coders, experts, 阅读, 编码者, 专家",
    "tiers": "tiers",
    "about": "about, 关于, 说明",
}
_WORDS = {key: {word.strip() for word in text.split(",")} for key, text in MEANINGS.items()}
_SHEETS = {key: {word.strip() for word in text.split(",")} for key, text in SHEETS.items()}


def fold(text: str) -> str:
    """Return a text as it is compared: without case and with single blanks."""
    return " ".join(text.split()).casefold()


def read_heading(text: str, *meanings: str) -> tuple[str, str]:
    """Return what a heading means, of the meanings asked for, and its language; else two empty texts."""
    plain = fold(text).rstrip(":：")
    stem, _, end = plain.rpartition("_")
    stem, language = (stem, end) if end in LANGUAGES else (plain, "")
    for words, tongue in ((stem, language), (plain, "")):
        for meaning in meanings:
            if words == meaning or words in _WORDS[meaning]:
                return meaning, tongue
    return "", ""


def means(text: str, *meanings: str) -> bool:
    """Return whether a heading has one of some meanings."""
    return bool(read_heading(text, *meanings)[0])


def read_role(name: str) -> str:
    """Return what a sheet of this name holds, as far as the name says it."""
    return next((role for role, names in _SHEETS.items() if fold(name) in names), "")


def name_reading(sheet: str) -> str:
    """Return the reading that a sheet is named after."""
    return re.sub(r"^(reading|阅读)[\s:：_-]*", "", sheet.strip(), flags=re.I) or sheet
