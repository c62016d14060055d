"""Disk, permission, folder, missing font: what the program stands on failed."""

from __future__ import annotations

from sheqi_desktop.domain.trouble.trunk import Trouble


class Surroundings(Trouble):
    """The machine failed us: disk, permission, missing font."""

    exit_status = 3


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


class Bug(Surroundings):
    """A mistake of the program itself: said in one line, the report without record text is kept."""

    code = "E-BUG-01"
    happened = "程序自己出错了（{kind}），已保存的内容都在。"
    remedy = "请把“{report}”交给维护的人；里面没有服务对象的资料。"
