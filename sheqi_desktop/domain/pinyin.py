"""How a Chinese name is read: surnames often sound unlike the same character elsewhere.

The readings of single characters are handed in; this page knows the surnames a dictionary gets wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

Reading = Callable[[str], Sequence[str]]
"""Gives the toneless readings of one character, most common first, and the character itself if it has none."""

SURNAMES = {
    "单": "shan", "仇": "qiu", "解": "xie", "曾": "zeng", "查": "zha", "区": "ou", "任": "ren", "盖": "ge",
    "乐": "yue", "朴": "piao", "缪": "miao", "冼": "xian", "翟": "zhai", "尉": "wei", "员": "yun", "逄": "pang",
    "召": "shao", "折": "she", "黑": "he", "秘": "bi", "覃": "qin", "晟": "cheng", "卜": "bu", "种": "chong",
    "繁": "po", "宓": "mi", "哈": "ha", "洗": "xian", "能": "nai", "燕": "yan", "华": "hua", "纪": "ji",
    "过": "guo", "宁": "ning", "重": "chong", "长": "zhang", "万": "wan", "牟": "mou", "臧": "zang", "佴": "nai",
}  # fmt: skip
COMPOUND = {
    "尉迟": ("yu", "chi"), "万俟": ("mo", "qi"), "长孙": ("zhang", "sun"), "澹台": ("tan", "tai"),
    "令狐": ("ling", "hu"), "欧阳": ("ou", "yang"), "司马": ("si", "ma"), "上官": ("shang", "guan"),
    "诸葛": ("zhu", "ge"), "东方": ("dong", "fang"), "皇甫": ("huang", "fu"), "公孙": ("gong", "sun"),
    "慕容": ("mu", "rong"), "司徒": ("si", "tu"), "夏侯": ("xia", "hou"), "宇文": ("yu", "wen"),
}  # fmt: skip
MOST_SPELLINGS = 4


def syllables(name: str, reading: Reading) -> list[str]:
    """Give the syllables of a name as it is said, one for each character."""
    return list(_readings(name, reading)[0])


def spellings(name: str, reading: Reading) -> list[tuple[str, str]]:
    """Give (full pinyin, initials) in every reading worth indexing, the one said of surnames first."""
    found = dict.fromkeys(("".join(said), "".join(part[:1] for part in said)) for said in _readings(name, reading))
    return list(found)


def _readings(name: str, reading: Reading) -> list[tuple[str, ...]]:
    letters = [one for one in name if one.strip() and one not in "·•"]
    choices: list[list[str]] = [list(reading(one))[:2] or [one] for one in letters]
    start = "".join(letters[:2])
    if start in COMPOUND:
        for place, said in enumerate(COMPOUND[start]):
            choices[place] = [said, *(one for one in choices[place] if one != said)]
    elif letters and letters[0] in SURNAMES:
        said = SURNAMES[letters[0]]
        choices[0] = [said, *(one for one in choices[0] if one != said)]
    if not choices:
        return [()]
    # Only the surname keeps its second reading: a name of four characters would else be indexed sixteen times.
    later = [options[:1] for options in choices[1:]]
    return [tuple(said) for said in product(choices[0], *later)][:MOST_SPELLINGS]
