"""口令, recovery code, vault: this person could not open the workspace."""

from __future__ import annotations

from sheqi_desktop.domain.trouble.trunk import Trouble


class UnlockTrouble(Trouble):
    """The workspace could not be opened by this person."""


class WrongPassword(UnlockTrouble):
    """The 口令 opens no slot of this person."""

    code = "E-PWD-01"
    happened = "口令不对，请再试。错得越多，等得越久（已错 {times} 次）。"


class WaitBeforeTrying(UnlockTrouble):
    """Too many wrong tries; the wait grows, nothing is wiped."""

    code = "E-PWD-02"
    happened = "口令错了 {times} 次，请等 {seconds} 秒再试。"


class WeakPassword(UnlockTrouble):
    """A 口令 that is too easy."""

    code = "E-PWD-03"
    happened = "口令太简单：{why}。"
    remedy = "请用至少10个字符，或4个汉字词（8个汉字）。"


class WrongRecoveryCode(UnlockTrouble):
    """The ten groups do not fit."""

    code = "E-PWD-04"
    happened = "恢复码不对：{why}。"
    remedy = "请对照恢复单，十组、每组四位，逐组核对。"


class AnswerWrong(UnlockTrouble):
    """The centre's answer to a forgotten 口令 opens nothing here."""

    code = "E-PWD-10"
    happened = "应答打不开：{why}。"
    remedy = "请打县中心的电话，核对代码，或重新存一份求助文件。"


class NobodyHere(UnlockTrouble):
    """No such person has a slot in this workspace."""

    code = "E-PWD-05"
    happened = "本机没有“{worker}”的口令。"
    remedy = "请选本机已有的人员，或请县中心登记。"


class LastSlot(UnlockTrouble):
    """The last way in cannot be removed."""

    code = "E-PWD-06"
    happened = "这是最后一个能打开本机的口令，不能移除。"
    remedy = "请先为另一位同事设口令。"


class VaultDamaged(UnlockTrouble):
    """Both copies of the slot file are missing or broken."""

    code = "E-PWD-07"
    happened = "口令文件丢失或损坏，两份都读不出。"
    remedy = "数据还在：请用恢复单上的恢复码，或从备份、县中心取回口令文件。"
