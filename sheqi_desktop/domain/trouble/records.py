"""A record cannot take this step now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sheqi_desktop.domain.trouble.trunk import Trouble


class RecordTrouble(Trouble):
    """A record cannot take this step."""


class NotFinished(RecordTrouble):
    """The form still has problems that must be mended first."""

    code = "E-FRM-01"
    happened = "{title}还有{count}处要改：{first}"
    remedy = ""

    def __init__(self, *, title: str, problems: Sequence[Any]) -> None:
        """Carry the problems so that the form can jump to the first."""
        super().__init__(title=title, count=len(problems), first=problems[0].message if problems else "")
        self.problems = tuple(problems)


class WrongState(RecordTrouble):
    """The life cycle has no such step from here."""

    code = "E-REC-01"
    happened = "这条记录现在是“{state}”，不能{step}。"
    remedy = "{hint}"


class NotDecided(RecordTrouble):
    """A conflict is to be settled, and not every difference is decided, or the reason is missing (domain 17 §12)."""

    code = "E-REC-21"
    happened = "请选择处理方式并说明理由。"


class DisputeMoved(RecordTrouble):
    """What was at odds when the page was read is not any more, or something else is."""

    code = "E-REC-22"
    happened = "“{title}”在你看的时候又变了，没有处理。"
    remedy = "请按 F5 重新看一遍再定。"


class ReasonTooShort(RecordTrouble):
    """A void or correction without a reason."""

    code = "E-REC-02"
    happened = "请写明{what}原因（不少于5个字）。"


class NumberTaken(RecordTrouble):
    """A reserved number was used before, or was never reserved here."""

    code = "E-REC-03"
    happened = "{sentence_}"


class RecordLocked(RecordTrouble):
    """The month is closed; only the centre can let this through."""

    code = "E-REC-04"
    happened = "该月份已结账，这条记录不能再改。"
    remedy = "请用“更正”写明原因，由指导中心确认。"


class UnreadableInput(RecordTrouble):
    """A file or a line given to a verb could not be understood."""

    code = "E-REC-05"
    happened = "第{line}行看不懂：{why}。"
    remedy = "这一行没有写入，请改好后再来一次。"


class WrongFileState(RecordTrouble):
    """A file is not in a state from which this step can be taken."""

    code = "E-REC-07"
    happened = "{why}"


class HandoverUnfinished(RecordTrouble):
    """Somebody leaves and not everything they had is in other hands."""

    code = "E-REC-40"
    happened = "{why}"
    remedy = "请办完后再签字、完成移交。"


class OwnRecord(RecordTrouble):
    """Nobody confirms their own record where two persons are needed."""

    code = "E-REC-08"
    happened = "自己写的{title}不能由自己{step}。"
    remedy = "请{who}办理。"


class OwnHours(RecordTrouble):
    """Nobody verifies the hours they served themselves (domain 06 §4)."""

    code = "E-REC-15"
    happened = "不能审核本人的服务时长。"
    remedy = "请换{who}审核。"


class ChangedMeanwhile(RecordTrouble):
    """Somebody else answered the same question while this form was open; nothing was saved."""

    code = "E-REC-18"
    happened = "“{label}”在你打开以后，{by}{when}改成了“{theirs}”，你填的是“{mine}”{more}，还没有保存。"
    remedy = "请选定用哪一个再保存，你填的都还在。"

    def __init__(self, *, clashes: Sequence[Any], **facts: Any) -> None:
        """Carry every clash, so that a window can let the person decide each."""
        more = f"，另有{len(clashes) - 1}处也不一样" if len(clashes) > 1 else ""
        super().__init__(more=more, **facts)
        self.clashes = tuple(clashes)


class DraftWentOn(RecordTrouble):
    """A draft that was to be put away once more was typed in since."""

    code = "E-REC-19"
    happened = "“{what}”的草稿后来又填过，没有再移走。"
    remedy = "还是要移走，请到“草稿”里选中它，按 Delete。"


class DraftInTheWay(RecordTrouble):
    """A draft that was to be taken out again has another one in its place by now."""

    code = "E-REC-23"
    happened = "“{what}”你又填了一份新的，放弃的那份没有拿回来。"
    remedy = "请到“草稿”里找那份，30 天内都在。"


class RecordVoided(RecordTrouble):
    """A voided record takes no further answers."""

    code = "E-REC-17"
    happened = "这条记录已经作废（{why}），没有保存。"
    remedy = "作废的记录只能看；作废错了，请站长先“恢复”再改。"


class NothingToCertify(RecordTrouble):
    """There is no verified service, so nothing can be certified."""

    code = "E-REC-12"
    happened = "没有可证明的服务记录。"
    remedy = "请先录入服务时长，由别人审核后再来。"


class NoIdentityNumber(RecordTrouble):
    """A certificate names its holder by a number, and this registration has none."""

    code = "E-REC-13"
    happened = "身份证号未填，暂不能出具志愿服务记录证明。"
    remedy = "请先在志愿者登记表里补填。"


class AlreadyReplaced(RecordTrouble):
    """A newer certificate took the place of this one; only the newest can be replaced."""

    code = "E-REC-14"
    happened = "这份证明已被{number}替代。"
    remedy = "请从新的那一份换发。"


class NothingToDraw(RecordTrouble):
    """Nobody was served on these days."""

    code = "E-REC-10"
    happened = "这段时间里没有计数的服务对象，抽不出名单。"
    remedy = "请换一段服务日期。"


class MadeByNewer(RecordTrouble):
    """A workspace of a newer program is open for looking; somebody wants to change something."""

    code = "E-DSK-12"
    happened = "这里只能看：资料是新版软件做的，没有改动任何内容。"
    remedy = "请先升级软件，再来填写和修改；查看、打印和导出台账现在就可以。"


class SalvagedOnly(RecordTrouble):
    """What was saved from a damaged file is open for looking; somebody wants to change something."""

    code = "E-DSK-13"
    happened = "这里只能看：这些内容是从坏文件里救出来的，可能不全，没有改动任何内容。"
    remedy = "请先打印或导出要用的；要接着填写，从备份恢复，或请县中心给恢复包。"
