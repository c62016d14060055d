"""Words of Qt's own file window that its Chinese translation has not got: their English was changed since."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

WORDS = {
    ("QFileDialog", "&Look in:"): "查找范围(&L)：",
    ("QFileDialog", "Files of &type:"): "文件类型(&T)：",
    ("QFileDialog", "Save &in:"): "保存在(&I)：",
    ("QFileDialog", "Save &as type:"): "保存类型(&T)：",
    ("QFileSystemModel", "Size"): "大小",
    ("QAbstractFileIconProvider", "Folder"): "文件夹",
    ("QAbstractFileIconProvider", "File Folder"): "文件夹",
    ("QAbstractFileIconProvider", "File"): "文件",
    ("QAbstractFileIconProvider", "Drive"): "磁盘",
    ("QAbstractFileIconProvider", "Unknown"): "其他",
}


class MissingWords(QTranslator):
    """Asked before Qt's own translation; what it does not know is left to that."""

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """Give the Chinese words, None for what is not missing: an empty text would count as the translation."""
        return WORDS.get((context, sourceText))

    def isEmpty(self) -> bool:
        """Qt asks nothing of a translation that says it is empty."""
        return False
