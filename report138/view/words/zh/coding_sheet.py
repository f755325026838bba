"""编码表上的说明：按步骤怎样编码。"""

from report138.view.names import Names


def list_steps(names: Names, quoted: bool) -> list[str]:
    """按步骤说明：有原文的逐句、逐格编码；没有原文的只逐格判断。"""
    if not quoted:
        return _list_judging(names)
    track, scenario = names.count("一", "track"), names.count("一", "scenario")
    first = [
        f"第一步：逐句阅读。某句若兼有{track}的用语和{scenario}的用语，在该行填 track_id、"
        "scenario_id、level、kind、basis 和引文；有两种语言时，quote_zh 与 quote_en 都要填，"
        "其一为译文；同一句涉及几格，就把该行复制几次。不涉及的留空。",
        f"第二步：表末每格一行。没有找到依据的填 {names.levels.scale.get(0).value}，"
        "来源没有界定、无法判断的填 NA；第一步已有依据的留空。",
    ]
    return [*first, *(_list_own(names) if names.levels.own else _list_codebook(names))]


def _list_codebook(names: Names) -> list[str]:
    track, scenario = names.one("track"), names.one("scenario")
    return [
        f"两处用语须是不同的字词。写明两者的关系才到2级；关系不问方向，{scenario}促进{track}也是关系。"
        f"段落的主题可以代替该句没有的{track}用语，但最多2级，并在 note 写明。一句话对同一格只计一次。",
        "引文取含有两处用语的最短一段，2级起并含表示关系的用语；逐字照录，不用省略号，"
        "中文不超过80字。",
        f"列举全部{track}或{scenario}的句子、笼统谈论全部联系的句子不入任何一格。"
        f"逐条界定{scenario}的分句不在此列，它们是依据：{track}用语在牵引里的为2级，"
        "只在品质表述里的为1级。",
        "basis：文字本身足以支持填 direct；要靠原文以外的知识填 inferred，等级填若成立时的等级。"
        "polarity 只在2级和3级填：促进 +，相悖 -，不明 ?；1级没有写明关系，留空。",
        f"kind：逐条界定{scenario}的分句填 formula，其余填 narrative。两级之间拿不准时取低，"
        "并在 note 写明理由。",
        "这一遍只用原文和本表；词表和其他人的编码要等本表交回以后才看。",
    ]


def _list_own(names: Names) -> list[str]:
    track, scenario = names.one("track"), names.one("scenario")
    return [
        "两处用语须是不同的字词。按下列等级填最符合的一个值；两级之间拿不准时取弱，"
        "并在 note 写明理由。一句话对同一格只计一次。",
        "引文取足以支持该值的最短一段；逐字照录，不用省略号，中文不超过80字。",
        f"列举全部{track}或{scenario}的句子、笼统谈论全部联系的句子不入任何一格。",
        "basis：文字本身足以支持填 direct；要靠原文以外的知识填 inferred，等级填若成立时的值。"
        f"{_say_polarity(names)}",
        f"kind：逐条界定{scenario}的分句填 formula，其余填 narrative。",
        "这一遍只用原文和本表；其他人的编码要等本表交回以后才看。",
    ]


def _list_judging(names: Names) -> list[str]:
    return [
        f"每行一格，即{names.count('一', 'scenario')}对{names.count('一', 'track')}。在 level 填下列"
        f"等级中最符合的一个值；没有联系填 {names.levels.scale.get(0).value}，无法判断填 NA。每格都要填。",
        "两级之间拿不准时取弱，并在 note 写明理由。"
        f"{_say_polarity(names)}kind、basis 和引文各栏留空。",
        "请独立判断；其他人的判断要等本表交回以后才看。",
    ]


def _say_polarity(names: Names) -> str:
    if names.levels.signed:
        return "值本身带正负号，polarity 留空。"
    return "polarity：促进 +，相悖 -，不明 ?，或留空。"
