"""A photo or scan cannot be taken in, or cannot be given out."""

from __future__ import annotations

from sheqi_desktop.domain.trouble.records import RecordTrouble


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
