"""登记包, 申请文件, 核准包: somebody or some machine cannot be taken on so."""

from __future__ import annotations

from sheqi_desktop.domain.trouble.trunk import Trouble


class EnrolTrouble(Trouble):
    """A file of the enrolment does not do what it should."""


class FingerprintDiffers(EnrolTrouble):
    """The numbers read by phone are not those of the file."""

    code = "E-ENR-01"
    happened = "指纹不一致，请停止并联系中心。"


class PackUsed(EnrolTrouble):
    """The 登记包 was answered by another computer before."""

    code = "E-ENR-02"
    happened = "登记包已用于另一台电脑。"
    remedy = "请向中心重新索取。"


class PackExpired(EnrolTrouble):
    """The 登记包 is older than 30 days."""

    code = "E-ENR-03"
    happened = "登记包已过期（30天），请重新索取。"


class CodeWrong(EnrolTrouble):
    """The one-time code does not fit the account."""

    code = "E-ENR-04"
    happened = "{worker}的一次性登记码不对。"
    remedy = "请对照县中心给的登记码，再输一次。"


class SlotTaken(EnrolTrouble):
    """The machine letter was given before."""

    code = "E-ENR-05"
    happened = "该站机位{slot}已用过。"
    remedy = "请换一个字母（不用I和O）。"


class SecondPersonMissing(EnrolTrouble):
    """Two persons are needed, or they are the same."""

    code = "E-ENR-06"
    happened = "核准要两个人：登记人与核准人不能是同一人。"
    remedy = "请由另一位有权限的同事核准。"


class NobodyNamed(EnrolTrouble):
    """A 登记包 for nobody."""

    code = "E-ENR-09"
    happened = "登记包里还没有人，没有写出文件。"
    remedy = "请至少写一位使用人，写明姓名和角色。"


class PhoneWrong(EnrolTrouble):
    """A telephone number of somebody who is put into a 登记包 that cannot be dialled."""

    code = "E-ENR-20"
    happened = "{name}的电话号码格式不正确，没有写出文件。"
    remedy = "请改正号码：手机为11位，固话如0377-67891234；也可以不填。"


class RootKeyForeign(EnrolTrouble):
    """A root key that this county was not founded on."""

    code = "E-ENR-10"
    happened = "“{file}”不是本县的根密钥，没有写入任何内容。"
    remedy = "请换上本县封存的那个U盘，再选一次。"


class RootsMissing(EnrolTrouble):
    """The roster asks for more root keys than were given."""

    code = "E-ENR-22"
    happened = "名册要 {needed} 把根密钥一起签，没有写入任何内容。"
    remedy = "请把另一把根密钥的U盘也取来，一起选。"


class WhichComputer(EnrolTrouble):
    """The workspace was copied here from another computer, and nobody has said why."""

    code = "E-ENR-11"
    happened = "这份资料是从另一台电脑拷来的，还没有说明是哪一种情况，先不能导出。"
    remedy = "请先回答：同一台电脑恢复、换了电脑，还是第二台电脑。"


class StationsNotLed(EnrolTrouble):
    """A station would be without the one 督导 who is responsible for it."""

    code = "E-ENR-23"
    happened = "{stations}没有负责督导，没有写入任何内容。"
    remedy = "请给每个站选一名负责督导。"


class InviteUnknown(EnrolTrouble):
    """The 申请文件 answers a 登记包 that this centre never wrote."""

    code = "E-ENR-08"
    happened = "“{file}”对应的登记包不是本中心发出的，没有写入任何内容。"
    remedy = "请核对文件，或重新发一份登记包。"
