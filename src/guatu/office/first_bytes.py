"""What a file is by its first bytes, whatever its ending says: the marks that kinds of files begin with."""

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DATABASE = b"SQLite format 3\0"
PDF, RTF = b"%PDF", b"{\\rtf"
# What no reader of this project opens, and what it is called.
OTHER_TYPES = (
    (DATABASE, "SQLite 数据库"),
    (PDF, "PDF 文件"),
    (b"PAR1", "Parquet 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"II*\0", "图片"),
    (b"MM\0*", "图片"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x1f\x8b", "gz 压缩包"),
    (b"MZ\x90\0", "程序"),
    (b"\x7fELF", "程序"),
    (b"MIME-Version:", "网页归档文件（mht）"),
)
