"""The file of a workbook taken apart, with limits that hold before anything in it is read.

What is refused: what is no workbook, what is encrypted or has macros (PB0801), what is too large or
would be when unpacked (PB0802), and XML with declarations of its own (PB0806).
"""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from penaltybench.text import Text

MAX_FILE = 16 * 1024 * 1024
MAX_UNPACKED = 64 * 1024 * 1024
MAX_MEMBERS = 2_000
MAX_RATIO = 200
_RATIO_FROM = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER: Mapping[bytes, Text] = {
    b"\x89PNG": Text("一张 PNG 图片", "a PNG picture"),
    b"\xff\xd8\xff": Text("一张 JPEG 图片", "a JPEG picture"),
    b"GIF8": Text("一张 GIF 图片", "a GIF picture"),
    b"%PDF": Text("一份 PDF", "a PDF"),
    b"{\\rtf": Text("一份 RTF 文档", "an RTF document"),
    b"Rar!": Text("一个 RAR 压缩包", "a RAR archive"),
    b"7z\xbc\xaf": Text("一个 7z 压缩包", "a 7z archive"),
    b"\x1f\x8b": Text("一个 gzip 压缩包", "a gzip archive"),
}
_SAVE_AS_XLSX = Text(
    "请在 Excel 或者 WPS 中打开，另存为“Excel 工作簿（.xlsx）”",
    "open it in Excel or WPS and save it as “Excel Workbook (.xlsx)”",
)
_SEND_AGAIN = Text("请重新保存或者重新传送文件", "save or send the file again")


class BookFault(Exception):
    """A workbook is refused as a whole: the code, what is wrong, what to do."""

    def __init__(self, code: str, message: Text, remedy: Text) -> None:
        super().__init__(message.en)
        self.code = code
        self.message = message
        self.remedy = remedy


def read_package(path: Path) -> dict[str, bytes]:
    """Return the XML parts of a workbook by name; raises BookFault or OSError.

    No more than the limits is read or unpacked, whatever the file says of itself.
    """
    # A device or a pipe could block or never end.
    if not path.is_file():
        raise FileNotFoundError(2, os.strerror(2), str(path))
    size = path.stat().st_size
    if size > MAX_FILE:
        raise _too_large(
            Text(
                f"文件有 {size:,} 字节，上限是 {MAX_FILE:,}",
                f"the file has {size:,} bytes, the limit is {MAX_FILE:,}",
            )
        )
    with path.open("rb") as file:
        data = file.read(MAX_FILE + 1)
    _refuse_what_is_no_zip(data, path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _unpacked(archive, path)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise BookFault(
            "PB0801",
            Text("文件不完整或者已损坏", f"the file is truncated or damaged ({error})"),
            _SEND_AGAIN,
        ) from None
    except (NotImplementedError, RuntimeError, ValueError, UnicodeDecodeError) as error:
        raise BookFault(
            "PB0801",
            Text(
                "文件的压缩方式不能读取", f"the file is packed in a way that is not read ({error})"
            ),
            _SAVE_AS_XLSX,
        ) from None


def _refuse_what_is_no_zip(data: bytes, path: Path) -> None:
    if data[:2] == b"PK":
        return
    if not data:
        raise BookFault("PB0801", Text("文件是空的", "the file is empty"), _SEND_AGAIN)
    if data.startswith(_OLE):
        raise _old_or_encrypted(data)
    kind = next((name for magic, name in _OTHER.items() if data.startswith(magic)), None)
    if kind is None:
        kind = _as_text(data)
    raise BookFault(
        "PB0801",
        Text(
            f"不是 Excel 工作簿，而是{kind.zh}（扩展名 {path.suffix or '无'} 不说明内容）",
            f"not an Excel workbook but {kind.en} (the ending {path.suffix or 'that it lacks'} "
            "does not make it one)",
        ),
        _SAVE_AS_XLSX,
    )


def _as_text(data: bytes) -> Text:
    start = data[:200].lstrip().lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"\xef\xbb\xbf<html")):
        return Text("一个网页", "a web page")
    if b"\0" not in data[:4096]:
        return Text("文本（CSV 文件请保留扩展名 .csv）", "text (a CSV file should end in .csv)")
    return Text("别的文件", "something else")


def _old_or_encrypted(data: bytes) -> BookFault:
    """Return the refusal of an OLE file: an encrypted workbook, or one of Excel 97–2003."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return BookFault(
            "PB0801",
            Text("工作簿设有打开密码（已加密）", "the workbook is encrypted: it needs a password"),
            Text(
                "请在 Excel 中取消密码后另存", "open it in Excel, remove the password and save it"
            ),
        )
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return BookFault(
            "PB0801",
            Text("是 Excel 97-2003 的旧格式（.xls）", "the old format of Excel 97–2003 (.xls)"),
            _SAVE_AS_XLSX,
        )
    return BookFault(
        "PB0801",
        Text("不是 Excel 工作簿，而是旧格式的 Office 文件", "an old Office file, not a workbook"),
        _SAVE_AS_XLSX,
    )


def _unpacked(archive: zipfile.ZipFile, path: Path) -> dict[str, bytes]:
    infos = archive.infolist()
    _check_size(infos)
    names = [info.filename for info in infos]
    if len(set(names)) != len(names):
        raise BookFault(
            "PB0801",
            Text("文件中有同名的部分", "two parts of the file have the same name"),
            _SAVE_AS_XLSX,
        )
    if any(info.flag_bits & 1 for info in infos):
        raise BookFault(
            "PB0801", Text("压缩包已加密", "the file is an encrypted archive"), _SAVE_AS_XLSX
        )
    _check_kind(set(names), path)
    parts = {
        info.filename: archive.read(info)
        for info in infos
        if info.filename.endswith((".xml", ".rels"))
    }
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        raise _macros()
    return parts


def _check_size(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MAX_MEMBERS:
        raise _too_large(
            Text(
                f"文件由 {len(infos):,} 个部分组成，上限是 {MAX_MEMBERS:,}",
                f"the file has {len(infos):,} parts, the limit is {MAX_MEMBERS:,}",
            )
        )
    total = sum(info.file_size for info in infos)
    if total > MAX_UNPACKED:
        raise _too_large(
            Text(
                f"解压后有 {total:,} 字节，上限是 {MAX_UNPACKED:,}",
                f"unpacked it has {total:,} bytes, the limit is {MAX_UNPACKED:,}",
            )
        )
    for info in infos:
        if info.file_size > _RATIO_FROM and info.file_size > MAX_RATIO * info.compress_size:
            raise _too_large(
                Text(
                    f"{info.filename} 解压后膨胀 {info.file_size // max(info.compress_size, 1)} 倍",
                    f"{info.filename} grows {info.file_size // max(info.compress_size, 1)} times "
                    "when unpacked",
                )
            )


def _check_kind(names: set[str], path: Path) -> None:
    if any(name.lower().endswith("vbaproject.bin") for name in names) or path.suffix == ".xlsm":
        raise _macros()
    if "xl/workbook.xml" in names or ("[Content_Types].xml" in names and _workbook_part(names)):
        return
    kind = Text("一个压缩包", "an archive")
    if "xl/workbook.bin" in names:
        kind = Text("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)")
    elif any(name.startswith("word/") for name in names):
        kind = Text("一份 Word 文档", "a Word document")
    elif any(name.startswith("ppt/") for name in names):
        kind = Text("一份演示文稿", "a presentation")
    elif "mimetype" in names:
        kind = Text("一份 OpenDocument 文件", "an OpenDocument file")
    raise BookFault(
        "PB0801",
        Text(f"不是 Excel 工作簿，而是{kind.zh}", f"not an Excel workbook but {kind.en}"),
        _SAVE_AS_XLSX,
    )


def _workbook_part(names: set[str]) -> bool:
    return any(name.lower().endswith("/workbook.xml") for name in names)


def _macros() -> BookFault:
    return BookFault(
        "PB0801",
        Text("工作簿含有宏", "the workbook has macros"),
        Text(
            "请另存为不含宏的“Excel 工作簿（.xlsx）”",
            "save it as “Excel Workbook (.xlsx)”, which has none",
        ),
    )


def _too_large(message: Text) -> BookFault:
    return BookFault(
        "PB0802",
        message,
        Text("请只保留裁量基准的工作表", "keep only the sheets of the standard"),
    )


def refused_xml(part: str, what: Text) -> BookFault:
    """Return the refusal of a part whose XML declares entities or a document type of its own."""
    return BookFault(
        "PB0806",
        Text(
            f"{part} 含有不允许的 XML 声明（{what.zh}）",
            f"{part} has an XML declaration that is not allowed ({what.en})",
        ),
        Text(
            "Excel 不会写这样的内容，请核对文件的来源，或者重新另存为 .xlsx",
            "Excel writes no such thing: check where the file comes from, or save it as .xlsx again",
        ),
    )


def damaged(part: str) -> BookFault:
    """Return the refusal of a part that is no well-formed XML."""
    return BookFault("PB0801", Text(f"{part} 已损坏", f"{part} is damaged"), _SEND_AGAIN)
