"""What F1 says of one question: its own help, when it must be answered, what it takes, who sees it."""

from __future__ import annotations

from sheqi_desktop.domain.form import Field

NEEDS = {
    "save": "保存前必须填",
    "submit": "提交前必须填",
    "sign": "签批时由签批人填",
    "optional": "可以不填",
}
PRIVACY = {
    "sensitive": "敏感：打印和导出时遮住中间几位",
    "restricted": "限阅：只有本案有关的人能看，查找和列表里不出现",
}
TAKES = {
    "date": "日期：614、6-14、今天、昨天、+14 都行；上下键改一天，PgUp / PgDn 改一个月",
    "time": "时间：930、9:30 都行，24 小时制",
    "code": "按数字、首字母或左右键选",
    "codes": "可以选几项；空格选中或取消",
    "bool": "1 是，0 不是",
    "rows": "一行一条；最后一行填完会再给一行",
    "ref": "打姓名、拼音首字母、编号或电话后四位",
}


def field_facts(field: Field) -> list[tuple[str, str]]:
    """Give what is worth knowing, most useful first; empty ones are left out."""
    need = NEEDS[field.need]
    if (field.need_if or field.need_when) and field.need != "optional":
        need = f"有的情况下{need}"
    choices = "、".join(one.label for one in field.vocabulary) if field.vocabulary is not None else ""
    facts = (
        ("怎么填", field.help or (f"例如：{field.placeholder}" if field.placeholder else "")),
        ("可以选", choices),
        ("输入", TAKES.get(field.type, "")),
        ("长短", f"不少于 {field.at_least} 个字" if field.at_least else ""),
        ("要求", need),
        ("没填时", field.missing_message if field.need != "optional" else ""),
        ("隐私", PRIVACY.get(field.privacy, "")),
    )
    return [(name, words) for name, words in facts if words]
