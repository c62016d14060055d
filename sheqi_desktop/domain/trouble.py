"""Everything that can go wrong without a bug, as one tree.

    Trouble
    ├── NotFinished            the form still has problems; the text stays where it is
    ├── NotYours               the role table says no
    ├── NotFound               no such record, measure, person
    ├── CatalogTrouble         a form, vocabulary, contract or place file is wrong (file and line)
    ├── UnlockTrouble          口令, recovery code, vault
    ├── EnrolTrouble           登记包, 申请文件, 核准包
    ├── BundleTrouble          a 数据包 is refused or cannot be made
    ├── RecordTrouble          a record cannot take this step now
    ├── WrongUsage             a verb of the command line was written wrongly
    └── Surroundings           disk, permission, folder, missing font: exit status 3

Each leaf has a code for the telephone and two sentences in Chinese: what happened, and what to do next.
Catch only what you can answer; never decide anything by reading the text of a message.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar


class Trouble(Exception):
    """Something a person must hear about, in words; never a bug."""

    code: ClassVar[str] = "E-000"
    happened: ClassVar[str] = ""
    remedy: ClassVar[str] = ""
    exit_status: ClassVar[int] = 2

    def __init__(self, **facts: Any) -> None:
        """Remember the facts the two sentences name."""
        super().__init__()
        self.facts = facts

    def __reduce__(self) -> tuple[Any, ...]:
        """Let a trouble travel from one process to another, facts and all."""
        return _remade, (type(self), dict(self.__dict__))

    @property
    def sentence(self) -> str:
        """What happened and what to do, ready to be shown."""
        return (self.happened + self.next_step).format(**self.facts)

    @property
    def next_step(self) -> str:
        """What to do next, its facts not yet filled in."""
        return self.remedy

    def __str__(self) -> str:
        """Give the sentence with its code, as the command line prints it."""
        return f"{self.sentence}（{self.code}）"


def _remade(kind: type[Trouble], state: dict[str, Any]) -> Trouble:
    made = kind.__new__(kind)
    made.__dict__.update(state)
    return made


class Surroundings(Trouble):
    """The machine failed us: disk, permission, missing font."""

    exit_status = 3


# ------------------------------------------------------------------------------ records
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


class ChangedUnseen(RecordTrouble):
    """What is to be signed or handed back is no longer what the signer looked at."""

    code = "E-REC-16"
    happened = "你打开以后，{by}{when}改过这份{title}，还没有{step}。"
    remedy = "请重新打开，看过改动再{step}。"


class RecordVoided(RecordTrouble):
    """A voided record takes no further answers."""

    code = "E-REC-17"
    happened = "这条记录已经作废（{why}），没有保存。"
    remedy = "作废的记录只能看；作废错了，请站长先“恢复”再改。"


class NothingToSign(RecordTrouble):
    """A record of this kind is confirmed by its author alone."""

    code = "E-REC-09"
    happened = "{title}提交即为确认，不需要签批。"


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


class AttachmentTrouble(RecordTrouble):
    """A photo or scan cannot be taken in; nothing was written."""


class AttachmentTooBig(AttachmentTrouble):
    """Larger than any photo or scan has to be."""

    code = "E-ATT-01"
    happened = "文件超过10MB，请压缩后再上传。"


class AttachmentWrongType(AttachmentTrouble):
    """Neither a picture nor a PDF, whatever its name says."""

    code = "E-ATT-02"
    happened = "只能上传jpg、png或pdf文件。"
    remedy = "请换一张照片，或先把它另存成jpg、pdf再选。"


class AttachmentDamaged(AttachmentTrouble):
    """It calls itself a picture or a PDF and cannot be read."""

    code = "E-ATT-03"
    happened = "“{name}”打不开，文件可能已损坏。"
    remedy = "请重新拍照或扫描后再上传。"


class AttachmentEmpty(AttachmentTrouble):
    """A file without a single byte: it was not copied to its end."""

    code = "E-ATT-05"
    happened = "“{name}”是空的，里面没有内容。"
    remedy = "请重新拷贝一次再上传。"


class PhotoOfAnotherKind(AttachmentTrouble):
    """What newer telephones write (HEIC, AVIF, WebP): a photo, and not one of ours; it says how to get one."""

    code = "E-ATT-06"
    happened = "只能上传jpg、png或pdf文件。"
    remedy = "“{name}”是手机的HEIC或WebP照片，请在手机里转成jpg后再上传。"


class PictureTooLarge(AttachmentTrouble):
    """So many dots that opening it could take the machine down; judged before it is opened."""

    code = "E-ATT-04"
    happened = "“{name}”的画面太大（{width}×{height}），没有打开。"
    remedy = "请缩小到1亿像素以内后再上传。"


class PhotoNotForUse(AttachmentTrouble):
    """A photo nobody agreed to show outside leaves the program for no newspaper."""

    code = "E-ATT-07"
    happened = "这张照片没有存出来。{why}"
    remedy = "请先保存并取得书面同意，或换一张。"


class PhotoElsewhere(AttachmentTrouble):
    """The record names the photo; the file itself has not come to this machine."""

    code = "E-ATT-08"
    happened = "这张照片不在本机，{where}。"
    remedy = "请等附件到了再存，或在那台电脑上存。"


class NothingToDraw(RecordTrouble):
    """Nobody was served on these days."""

    code = "E-REC-10"
    happened = "这段时间里没有计数的服务对象，抽不出名单。"
    remedy = "请换一段服务日期。"


class NotFound(Trouble):
    """There is no such thing here."""

    code = "E-REC-06"
    happened = "没有找到{what}“{key}”。"
    remedy = "请核对后再试。"


class SheetTrouble(Trouble):
    """An Excel file cannot be taken in."""


class SheetUnreadable(SheetTrouble):
    """No Excel file, a broken one, or one that asks for too much."""

    code = "E-XLS-01"
    happened = "“{file}”读不出来：{why}，没有写入任何内容。"
    remedy = "请用“存空表”得到的模板填写，另存为 xlsx 再选一次。"


class SheetTooLarge(SheetTrouble):
    """More than any list of ours."""

    code = "E-XLS-02"
    happened = "“{file}”太大（超过{limit}），没有写入任何内容。"
    remedy = "请分成几个文件再导入。"


class SheetWithoutHead(SheetTrouble):
    """Neither the hidden names nor the headings were found."""

    code = "E-XLS-03"
    happened = "“{file}”里没有找到{title}的表头，没有写入任何内容。"
    remedy = "请用“存空表”得到的模板，表头和看不见的那一行不要删。"


class NotPutOff(Trouble):
    """A row of the home page that may not wait."""

    code = "E-REC-20"
    happened = "“{what}”不能放到以后。"
    remedy = "有人身危险的事请马上做；其他的事最多放 30 天。"


class NotYours(Trouble):
    """The role table says no, and says who may."""

    code = "E-ROL-01"
    happened = "此操作需要{who}。"
    remedy = "{contact}"


class Restricted(Trouble):
    """A 限阅 record is read by few, and this person is not one of them."""

    code = "E-ROL-02"
    happened = "这是限阅记录，只有责任社工、站长、对口督导和中心主任可以看。"
    remedy = "确有需要的，请联系站长。"


class MinorClosed(Trouble):
    """A child's file is read by the responsible worker and the 站长; by others after an approval."""

    code = "E-ROL-03"
    happened = "这是未成年人的档案，除责任社工和站长外，要先经{who}批准才能看。"
    remedy = "请写明用途，由{who}在本机输入口令批准。"


class PurposeTooShort(Trouble):
    """An access to a child's file without a purpose."""

    code = "E-ROL-04"
    happened = "请写明查阅目的（不少于10个字）。"


class TooManyDays(Trouble):
    """An approval that would never end."""

    code = "E-ROL-05"
    happened = "查阅期限最长30天。"
    remedy = "请把天数改成30天以内。"


class OwnApproval(Trouble):
    """Nobody approves what they asked for themselves."""

    code = "E-ROL-06"
    happened = "不能审批本人的申请。"


class ApprovalNeeded(NotYours):
    """Where the table says ▲ another person has to agree, with their own 口令."""

    code = "E-ROL-07"
    happened = "此操作要写明原因，并由另一个人批准。"
    remedy = "请{contact}在本机输入口令批准。"


class ReadByOne(Trouble):
    """What is shown without names was confirmed by one person only; another reads it too (domain 16 §8)."""

    code = "E-ROL-08"
    happened = "请逐段确认已脱敏：例子要两个人看，还差另一位。"
    remedy = "请{contact}在本机读一遍，输自己的口令确认。"


# ------------------------------------------------------------------------------ catalog
class CatalogTrouble(Trouble):
    """A file of forms, vocabularies, places or contracts is wrong; the place is named."""

    code = "E-CAT-01"
    happened = "{file} 第{line}行：{why}"
    remedy = "。请改好这一行再启动。"


# ------------------------------------------------------------------------------ unlocking
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


# ------------------------------------------------------------------------------ surroundings
class DiskFull(Surroundings):
    """No room left; what was typed is still in the window."""

    code = "E-DSK-01"
    happened = "没能保存：磁盘满了。"
    remedy = "已保存过的内容都还在；请腾出空间后再存一次。"


class StickFull(Surroundings):
    """No room on the stick a file was to be written to; the workspace's own disk is not meant."""

    code = "E-DSK-11"
    happened = "U盘空间不足，还差{n}MB。"
    remedy = "请在U盘上腾出空间，或换一个U盘，再来一次。"


class NotWritable(Surroundings):
    """A folder or file refuses to be written."""

    code = "E-DSK-02"
    happened = "不能写入“{place}”：{why}。"
    remedy = "请换一个位置，或检查权限和写保护后再试。"


class NotReadable(Surroundings):
    """A file cannot be read at all."""

    code = "E-DSK-03"
    happened = "读不出“{place}”：{why}。"
    remedy = "请检查文件或U盘后再试。"


class FolderNotSafe(Surroundings):
    """A synced folder or a share: the database would be damaged there."""

    code = "E-DSK-04"
    happened = "“{place}”在{kind}里，放在那里数据会损坏，没有写入任何内容。"
    remedy = "请选本机硬盘上的普通文件夹。"


class AlreadyOpen(Surroundings):
    """Another window has this workspace open."""

    code = "E-DSK-05"
    happened = "这个工作区已经在另一个窗口打开。"
    remedy = "请用那个窗口，或先把它关掉。"


class DatabaseDamaged(Surroundings):
    """The encrypted file does not pass its own checks."""

    code = "E-DSK-06"
    happened = "数据文件没有通过检查：{why}。文件原样保留，没有改动。"
    remedy = "请用最近的备份恢复，或请县中心给恢复包。"


class DatabaseTooNew(Surroundings):
    """The file was written by a newer program."""

    code = "E-DSK-07"
    happened = "这份资料是新版软件做的，本机软件太旧，没有打开也没有改动。"
    remedy = "请先升级软件；也可以只看不改，或者先拷走。"


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


class NoWorkspace(Surroundings):
    """The folder holds no workspace."""

    code = "E-DSK-08"
    happened = "“{place}”里没有工作区。"
    remedy = "请先办登记，或选对文件夹。"


class FolderNotEmpty(Surroundings):
    """A new workspace would cover an old one."""

    code = "E-DSK-09"
    happened = "“{place}”里已经有一个工作区，没有改动。"
    remedy = "请换一个空文件夹。"


class EngineTooOld(Surroundings):
    """The SQLite inside is one with the WAL-reset bug."""

    code = "E-DSK-10"
    happened = "数据库组件版本过旧（{version}），继续用可能损坏数据。"
    remedy = "请重新安装本软件。"


class FontMissing(Surroundings):
    """A bundled font is not where it should be."""

    code = "E-FNT-01"
    happened = "缺少字体“{font}”，不能打印。"
    remedy = "请重新安装本软件。"


# ------------------------------------------------------------------------------ enrolment
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


# ------------------------------------------------------------------------------ bundles
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


# ------------------------------------------------------------------------------ contract
class ContractTrouble(CatalogTrouble):
    """A contract file the counting cannot trust; the subclasses carry E-CON-01 to 07."""

    code = "E-CON-00"


class MeasureRepeated(ContractTrouble):
    """Two measures or indicators have one code."""

    code = "E-CON-01"
    happened = "{file} 第{line}行：指标代码重复"


class PeriodWrong(ContractTrouble):
    """Start, end, extensions and cut-off do not follow each other."""

    code = "E-CON-02"
    happened = "{file} 第{line}行：服务期起止不正确"


class RuleUnknown(ContractTrouble):
    """A counting rule that nobody defined."""

    code = "E-CON-03"
    happened = "{file} 第{line}行：未知的计数规则“{rule}”"


class SourceUnknown(ContractTrouble):
    """A source of rows that no form publishes."""

    code = "E-CON-04"
    happened = "{file} 第{line}行：未知的数据来源“{source}”"


class BudgetUnbalanced(ContractTrouble):
    """The budget lines do not add up to the contract's amount."""

    code = "E-CON-05"
    happened = "{file} 第{line}行：预算科目合计{lines}元与合同金额{amount}元不一致"


class StationNotListed(ContractTrouble):
    """A station that the list of places does not have."""

    code = "E-CON-06"
    happened = "{file} 第{line}行：站点代码不在组织名录中"


class TargetMissing(ContractTrouble):
    """A measure of the contract without the number it must reach."""

    code = "E-CON-07"
    happened = "{file} 第{line}行：合同指标缺少目标值"


class SourceIncomplete(Trouble):
    """A source lacks a column the counting reads; a silent zero would be worse than stopping."""

    code = "E-CON-08"
    happened = "数据来源“{view}”缺少列：{columns}，不能统计。"
    remedy = "请重新安装本软件，或联系县中心。"


class Cancelled(Trouble):
    """A person pressed 取消; nothing was written."""

    code = "E-CAN-01"
    happened = "已取消，没有写入任何内容。"


class WrongUsage(Trouble):
    """A verb of the command line was written wrongly."""

    code = "E-CMD-01"
    happened = "命令写得不对：{why}。"
    remedy = "写法请看 {where} --help。"


class Bug(Surroundings):
    """A mistake of the program itself: said in one line, the report without record text is kept."""

    code = "E-BUG-01"
    happened = "程序自己出错了（{kind}），已保存的内容都在。"
    remedy = "请把“{report}”交给维护的人；里面没有服务对象的资料。"
