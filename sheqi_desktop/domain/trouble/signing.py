"""A paper cannot be signed, reviewed or answered as it stands."""

from __future__ import annotations

from sheqi_desktop.domain.trouble.records import RecordTrouble


class ChangedUnseen(RecordTrouble):
    """What is to be signed or handed back is no longer what the signer looked at."""

    code = "E-REC-16"
    happened = "你打开以后，{by}{when}改过这份{title}，还没有{step}。"
    remedy = "请重新打开，看过改动再{step}。"


class NothingToSign(RecordTrouble):
    """A record of this kind is confirmed by its author alone."""

    code = "E-REC-09"
    happened = "{title}提交即为确认，不需要签批。"


class ReviewRefused(RecordTrouble):
    """A remark, an answer or a decision about a document goes against the rules; in the exact words of domain 14."""

    code = "E-SUP-01"
    happened = "{why}"


class OlderVersion(RecordTrouble):
    """What was looked at is not the newest version any more (domain 03 §4)."""

    code = "E-SUP-02"
    happened = "您签批的是第{n}版，该文书已更新到第{m}版，请重新审阅。"


class FileClosed(RecordTrouble):
    """The 结案 is signed: the papers of the case are read-only (domain 14 §5.4)."""

    code = "E-SUP-03"
    happened = "个案已结案，{title}只能看。"
    remedy = "要改请走“更正”，写明原因，改好再由督导签批。"


class RowSent(RecordTrouble):
    """What was sent, or written by somebody else, is not rewritten."""

    code = "E-SUP-04"
    happened = "这一条已经发出或者不是你写的，不能改。"
    remedy = "请另写一条；自己的批注可以撤回，写明理由。"
