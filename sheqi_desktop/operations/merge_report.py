"""合并报告 (domain 17 §4): every run as it was told when it was over, in words, on paper, for ever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sheqi_desktop.catalog.assets import fonts_dir
from sheqi_desktop.domain.clock import county_moment
from sheqi_desktop.domain.trouble import NotFound
from sheqi_desktop.operations.day_words import short_day
from sheqi_desktop.operations.desk import Desk
from sheqi_desktop.operations.effect import Effect
from sheqi_desktop.operations.kinds import words_of
from sheqi_desktop.operations.merge_run import finish_open
from sheqi_desktop.reports.fonts import Fonts
from sheqi_desktop.reports.merge_sheet import MergePaper, Part, merge_sheet
from sheqi_desktop.store import runs

Table = Part
"""One table of a report; whoever shows it need not know how it is printed."""
STATES = {
    runs.OPEN: ("没写完", "warn", "hourglass"),
    runs.DONE: ("已合并", "ok", "check"),
    runs.SAME: ("无变化", "mute", "copy-check"),
    runs.UNDONE: ("已撤销", "mute", "undo-2"),
}
"""State of a run → its word, tone and icon."""
FILES = (("站点、机位", 0.18), ("数据包", 0.1), ("改动序号", 0.14), ("数据截至", 0.13), ("新增", 0.08), ("更改", 0.08),
         ("作废", 0.08), ("附件", 0.13), ("冲突", 0.08))  # fmt: skip
KINDS = (("种类", 0.4), ("新增", 0.2), ("更改", 0.2), ("作废", 0.2))
EFFECT = (("指标", 0.46), ("单位", 0.12), ("合并前", 0.21), ("合并后", 0.21))
CORRECTED = (("编号", 0.27), ("站点", 0.13), ("服务日期", 0.13), ("改动", 0.08), ("改前 → 改后", 0.39))
REFUSED = (("文件", 0.35), ("原因", 0.65))


NAMED = 2


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One run in the list."""

    n: int
    at_ms: int
    who: str
    words: str
    state: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class MergeReport:
    """One report: what it says as tables of words, and the facts as they are kept."""

    line: ReportLine
    facts: tuple[str, ...]
    parts: tuple[Part, ...]
    told: Mapping[str, Any]

    @property
    def title(self) -> str:
        """Name the report."""
        return f"合并报告 第 {self.line.n} 次"


def merge_reports(desk: Desk) -> list[ReportLine]:
    """List every run, the latest first; one that a power cut left without a report gets it now."""
    desk.require("bundle.import")
    finish_open(desk)
    with desk.read() as read:
        return [_line(desk, run) for run in runs.every(read)]


def merge_report(desk: Desk, n: int = 0) -> MergeReport:
    """Give one report, the last if none is named; raise NotFound."""
    desk.require("bundle.import")
    finish_open(desk)
    with desk.read() as read:
        run = runs.get(read, n or runs.next_run(read) - 1)
    if run is None:
        raise NotFound(what="合并报告", key=str(n or "还没有合并过"))
    return MergeReport(_line(desk, run), tuple(_facts(desk, run)), tuple(_parts(run.told)), run.told)


def print_merge_report(desk: Desk, n: int = 0) -> bytes:
    """Give the report as a PDF of exactly one A4 sheet; the journal hears of it."""
    said = merge_report(desk, n)
    now = county_moment(desk.clock.ms())
    paper = MergePaper(
        title=f"{desk.place.name}{said.title}",
        facts=said.facts,
        parts=said.parts,
        foot=f"打印：{desk.me.name} {now:%Y-%m-%d %H:%M}。本报告长期保存，可在“合并报告”里随时再打开。",
        demo=desk.place.demo,
    )
    with desk.write() as write:
        desk.note(write, "print_merge_report", str(said.line.n))
    return merge_sheet(paper, Fonts(fonts_dir()))


# ------------------------------------------------------------------------------ in words
def _line(desk: Desk, run: runs.Run) -> ReportLine:
    files = _files(run.told, "merged")
    state, tone, icon = STATES.get(run.state, (run.state, "mute", "circle"))
    stations = list(dict.fromkeys(str(one["station"]) for one in files))
    names = "、".join(stations) if len(stations) <= NAMED else f"{len(stations)} 个站"
    sums = [sum(counts[place] for one in files for counts in one["kinds"].values()) for place in range(3)]
    words = f"{names}：新增 {sums[0]}，更改 {sums[1]}，作废 {sums[2]}" if files else "没有合并新的内容"
    left = len(run.told.get("files", ())) - len(files)
    return ReportLine(
        run.n, run.at, desk.person_name(run.who), f"{words}・另 {left} 个文件没有合并" if left else words,
        state, tone, icon,
    )  # fmt: skip


def _facts(desk: Desk, run: runs.Run) -> list[str]:
    at, told = county_moment(run.at), run.told
    files = told.get("files", ())
    merged = _files(told, "merged")
    said = [
        f"时间：{at:%Y-%m-%d %H:%M}　合并人：{desk.person_name(run.who)}　状态：{STATES[run.state][0]}",
        f"收到 {len(files)} 个文件：合并 {len(merged)} 个，早已导入 {len(_files(told, 'same'))} 个，"
        f"没有合并 {len(_files(told, 'refused'))} 个。",
    ]
    if not merged:
        return [*said, "无变化：这里的内容和指标都和原来一样。"]
    said.append(
        f"冲突 {sum(one['conflicts'] for one in merged)} 处，疑似同一人 {told.get('suspects', 0)} 对，"
        f"缺号先存好 {sum(one['parked'] for one in merged)} 段。"
    )
    if told.get("late"):
        said.append("报告写晚了（程序中断过），指标的变化里可能有后来写的内容。")
    if run.state == runs.UNDONE:
        said.append("这次合并已经撤销，下面的内容都已退回。")
    return said


def _files(told: Mapping[str, Any], result: str) -> list[Mapping[str, Any]]:
    return [one for one in told.get("files", ()) if one["result"] == result]


def _parts(told: Mapping[str, Any]) -> list[Part]:
    merged = _files(told, "merged")
    moved = [one for one in (Effect(*each) for each in told.get("effect", ())) if one.moved]
    still = len(told.get("effect", ())) - len(moved)
    refused = [(one["file"], one["why"]) for one in told.get("files", ()) if one["result"] != "merged"]
    title = f"指标变化（另 {still} 项不变）" if moved and still else "指标变化"
    return [
        Part("合并的数据包", FILES, tuple(_machine_rows(merged))),
        Part("内容", KINDS, tuple(_kind_rows(merged)), "没有新的改动，只有回执。" if merged else "没有"),
        Part(title, EFFECT, tuple((one.label, one.unit, one.before, one.after) for one in moved), "没有变化"),
        Part("结账月份的补录、更正和作废", CORRECTED, tuple(_corrected_row(one) for one in told.get("corrected", ()))),
        Part("没有合并的文件", REFUSED, tuple(refused)),
    ]


def _machine_rows(merged: Sequence[Mapping[str, Any]]) -> list[tuple[str, ...]]:
    """Give a row for each machine, station by station: a machine may have sent several bundles."""
    machines: dict[tuple[str, str, str], list[Mapping[str, Any]]] = {}
    for one in merged:
        machines.setdefault((one["code"], one["slot"], one["station"]), []).append(one)
    return [_machine_row(f"{name} {slot} 机", bundles) for (_, slot, name), bundles in sorted(machines.items())]


def _machine_row(name: str, bundles: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    sums = [sum(counts[place] for one in bundles for counts in one["kinds"].values()) for place in range(3)]
    spans = [span for one in bundles for span in one["changes"]]
    changes = _span([first for first, _ in spans], [last for _, last in spans]) if spans else "没有新的"
    numbers = [one["counter"] for one in bundles]
    came, missing = sum(one["attachments"] for one in bundles), max(one["missing"] for one in bundles)
    as_of = max(str(one["as_of"]) for one in bundles)
    return (
        name, f"第 {_span(numbers, numbers)} 号", changes, short_day(as_of), *(str(each) for each in sums),
        f"到 {came}，缺 {missing}" if came or missing else "没有", str(sum(one["conflicts"] for one in bundles)),
    )  # fmt: skip


def _span(firsts: Sequence[int], lasts: Sequence[int]) -> str:
    first, last = min(firsts), max(lasts)
    return str(first) if first == last else f"{first}–{last}"


def _kind_rows(merged: Sequence[Mapping[str, Any]]) -> list[tuple[str, ...]]:
    total: dict[str, list[int]] = {}
    for one in merged:
        for kind, counts in one["kinds"].items():
            into = total.setdefault(kind, [0, 0, 0])
            for place, number in enumerate(counts):
                into[place] += number
    return [(words_of(kind).words, *(str(each) for each in counts)) for kind, counts in total.items()]


def _corrected_row(one: Mapping[str, Any]) -> tuple[str, ...]:
    said = "；".join(f"{label}：{before or '空'} → {after or '空'}" for label, before, after in one["said"])
    return one["number"] or words_of(one["kind"]).words, one["station"], one["on"], one["what"], said or "新的记录"
