"""A 数据包 is refused, or cannot be made."""

from __future__ import annotations

from typing import ClassVar

from sheqi_desktop.domain.trouble.trunk import Trouble


class BundleTrouble(Trouble):
    """A bundle is refused whole; nothing was written."""

    kept = False
    """Whether a copy of the file was kept here; only then its words may say so."""
    remedy_kept: ClassVar[str] = ""

    @property
    def next_step(self) -> str:
        """What to do next: of a file that is kept, something else."""
        return self.remedy_kept if self.kept and self.remedy_kept else self.remedy


class BundleDamaged(BundleTrouble):
    """Inside the envelope something does not match its hash, shape or limit."""

    code = "E-BND-01"
    happened = "“{file}”已损坏或被改动过（{why}），没有写入任何内容。"
    remedy = "请让对方重新导出一份。"


class BundleUnopenable(BundleTrouble):
    """The envelope does not open: not for us, or broken."""

    code = "E-BND-02"
    happened = "这个包打不开：不是交给本机的，或者文件坏了。没有写入任何内容。"
    remedy = "请核对文件，或让对方重新导出一份。"


class NotABundle(BundleUnopenable):
    """No bundle at all, by its name and its first bytes: somebody chose another file."""

    code = "E-BND-11"
    happened = "“{file}”不是数据包，没有写入任何内容。"
    remedy = "数据包的名字以 .sqb 结尾，请重新选。"


class BundleTooNew(BundleTrouble):
    """The format is newer than this program; the file is kept."""

    code = "E-BND-03"
    happened = "这个包是新版软件做的，没有写入任何内容。"
    remedy = "请先升级（U 盘里的安装包就行），再导入一次。"
    remedy_kept = "请先升级（U 盘里的安装包就行），包已存好。"


class NotForUs(BundleTrouble):
    """Opened, but the signed list of receivers does not name this machine."""

    code = "E-BND-04"
    happened = "“{file}”不是交给本机的，没有写入任何内容。"
    remedy = "请交给它写明的收件人，或让对方重新导出。"


class WrongCounty(BundleTrouble):
    """The bundle belongs to another county."""

    code = "E-BND-05"
    happened = "“{file}”不是本县的数据包，没有写入任何内容。"
    remedy = "请核对文件来源。"


class AlreadyImported(BundleTrouble):
    """The very same file came before; nothing changes."""

    code = "E-BND-06"
    happened = "该数据包已导入（{on}），无需重复导入。"


class CannotUndo(BundleTrouble):
    """The last merge can no longer be taken back whole: the way back is then a decision."""

    code = "E-BND-10"
    happened = "没有撤销：{why}"
    remedy = "请打开要改的那条记录作废或更正；两边改得不一样的，到“冲突处理”里定。"


class NothingToSend(BundleTrouble):
    """Everything was sent and acknowledged."""

    code = "E-BND-07"
    happened = "没有新的内容要报送。"
    remedy = "上次导出以来没有改动。"


class FileTooLarge(BundleTrouble):
    """Larger than any honest bundle."""

    code = "E-BND-08"
    happened = "“{file}”太大（超过{limit}MB），没有写入任何内容。"
    remedy = "请核对是不是数据包文件；是的话，请对方导出时把“每个文件最大”选小一些，分成几个文件再送来。"


class StickGone(BundleTrouble):
    """What was written could not be read back the same."""

    code = "E-BND-09"
    happened = "写完再读对不上：U盘可能拔掉了或有坏块，还没拷完。"
    remedy = "请插上后再写一次，或换一个U盘。"


class SignerUnknown(BundleTrouble):
    """The signature is by a key that belongs to no machine we know."""

    code = "E-SIG-01"
    happened = "“{file}”的签名来自没有登记的电脑（指纹 {fingerprint}），没有写入任何内容。"
    remedy = "请那边先办登记，电话核对指纹后再导入。"
    remedy_kept = "请那边先办登记，电话核对指纹；包已留存，核准后会再请你看。"


class SignatureWrong(BundleTrouble):
    """The bytes are not those that were signed."""

    code = "E-SIG-02"
    happened = "这个包被改动过，签名对不上，没有写入任何内容。"
    remedy = "请让对方重新导出一份，并核对是谁经手。"


class SignerRevoked(BundleTrouble):
    """The machine was reported lost or retired."""

    code = "E-SIG-03"
    happened = "“{file}”来自已停用的电脑（{device}），没有写入任何内容。"
    remedy = "请向县中心核实这台电脑的去向。"
    remedy_kept = "文件已留存，请向县中心核实这台电脑的去向。"


class SignerPending(BundleTrouble):
    """The request is known, the approval is not there yet: the file waits."""

    code = "E-SIG-04"
    happened = "{device}还没核准。"
    remedy = "核准后再导入一次。"
    remedy_kept = "包已存好，核准后就能合并。"


class ChangeNotAllowed(BundleTrouble):
    """A change inside was not that writer's to make; the whole bundle is refused."""

    code = "E-AUT-01"
    happened = "“{file}”里有一处改动不归签名的人（{what}），整个包没有写入。"
    remedy = "请联系那台电脑的使用人和县中心核实。"


class MassVoid(BundleTrouble):
    """A bundle voids so many records that a person has to look first (TRUST S12)."""

    code = "E-AUT-02"
    happened = "这个包要作废{station}的 {count} 条记录（一共 {held} 条），没有写入任何内容。"
    remedy = "请先打电话问清楚；确实要作废的，写明理由放行，再合并。"
    remedy_kept = "请先打电话问清楚；包已存好，确实要作废的，写明理由放行，再合并。"


class NotOurCircle(BundleTrouble):
    """A chain inside is for other machines; an honest program never sends it here, so the whole bundle is refused."""

    code = "E-AUT-03"
    happened = "“{file}”里带着不该交给本机的内容（{what}），整个包没有写入。"
    remedy = "请联系交包的人和县中心核实，请对方重新导出一份。"


class WorkerKeyPending(BundleTrouble):
    """Somebody set a new 口令 with the recovery code; the new signature is not approved yet."""

    code = "E-SIG-05"
    happened = "{worker}换过口令，新的签名还没核准，“{file}”没有写入任何内容。"
    remedy = "请先收那台电脑的登记申请，电话核对后核准，再导入这个包。"
    remedy_kept = "请先收那台电脑的登记申请，电话核对后核准；包已存好，核准后就能合并。"


class RosterBroken(BundleTrouble):
    """The list of machines and people is not signed by a root we trust."""

    code = "E-ROS-01"
    happened = "“{file}”带的登记名册不是县中心签发的，没有写入任何内容。"
    remedy = "请向县中心重新索取。"
