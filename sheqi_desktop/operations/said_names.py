"""Names with their pinyin, tone marks and all, as lists show them: Wáng Xiùlán."""

from __future__ import annotations

from functools import lru_cache

from sheqi_desktop.domain.pinyin import COMPOUND, syllables

_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ", "aaaaeeeeiiiioooouuuuvvvv")


@lru_cache(maxsize=20_000)
def spoken(name: str) -> str:
    """Give the name as it is said, the surname first: 单秀兰 is Shàn Xiùlán, never Dān."""
    from pypinyin import Style, pinyin

    letters = [one for one in name if one.strip() and one not in "·•"]
    if not letters:
        return ""
    readings = pinyin(letters, style=Style.TONE, heteronym=False)
    said = [str(one[0]) for one in readings][: len(letters)]
    said += letters[len(said) :]
    plain = syllables(name, plain_reading)
    for place in range(min(2, len(letters))):
        if place < len(plain) and said[place].translate(_TONES) != plain[place]:
            said[place] = _toned(letters[place], plain[place])
    first = 2 if "".join(letters[:2]) in COMPOUND else 1
    parts = ["".join(said[:first]), "".join(said[first:])]
    return " ".join(part[:1].upper() + part[1:] for part in parts if part)


def _toned(letter: str, wanted: str) -> str:
    """Find the reading of a character that sounds as the surname does, with its tone mark."""
    from pypinyin import Style, pinyin

    for one in pinyin(letter, style=Style.TONE, heteronym=True)[0]:
        if str(one).translate(_TONES) == wanted:
            return str(one)
    return wanted


@lru_cache(maxsize=20_000)
def plain_reading(letter: str) -> tuple[str, ...]:
    """Give the toneless readings of one character, most common first."""
    from pypinyin import Style, pinyin

    return tuple(str(one) for one in pinyin(letter, style=Style.NORMAL, heteronym=True)[0])


@lru_cache(maxsize=20_000)
def initials(text: str) -> str:
    """Give the first letters of a text, as people type them: 王秀兰 is wxl."""
    return "".join(part[:1].lower() for part in syllables(text, plain_reading))


def marks_of(said: str, typed: str) -> tuple[tuple[int, int], ...]:
    """Say which letters of a spoken name answer what was typed: initials, or the beginning of the pinyin."""
    wanted = [one for one in typed.lower() if one.isascii() and one.isalpha()]
    if not wanted or not said:
        return ()
    plain = said.translate(_TONES).lower()
    starts = [place for place, letter in enumerate(said) if letter.isupper()]
    if plain.replace(" ", "").startswith("".join(wanted)):
        return _run(said, len(wanted))
    first = [plain[place] for place in starts]
    fits = all(one == other for one, other in zip(first, wanted, strict=False))
    return tuple((place, 1) for place in starts[: len(wanted)]) if fits else ()


def _run(said: str, letters: int) -> tuple[tuple[int, int], ...]:
    end, seen = 0, 0
    while end < len(said) and seen < letters:
        seen += said[end] != " "
        end += 1
    return ((0, end),)
