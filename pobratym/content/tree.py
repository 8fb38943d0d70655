"""The content folder: which files there are, of which items, in which languages.

Only names and file status are read here, so that a run over 14,000 files takes some hundredths of
a second and everything later can be skipped for files that did not change.
"""

import os
import re
import stat
from pathlib import Path

import msgspec

from pobratym.problems import Problem, in_order, problem
from pobratym.registry.codes import LANGUAGES, is_language_tag, probable_language
from pobratym.registry.records import MARKDOWN_TYPES, RECORD_TYPES, VOCABULARIES
from pobratym.text.similar import similar

FILES = "files"
GLOSSARY = "glossary"
LARGEST_TEXT = 1_000_000
"""Bytes of the largest text file that is read."""

LARGEST_ATTACHMENT = 50_000_000
"""Bytes of the largest image or document that is published."""

_YAML_TYPES = tuple(folder for folder in RECORD_TYPES if folder not in MARKDOWN_TYPES)
_FOLDERS = (*RECORD_TYPES, "vocabularies", FILES)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TEXT_NAME = re.compile(r"index\.([A-Za-z0-9-]+)\.md")
PUBLISHED_ENDINGS = frozenset(
    (
        *("jpg", "jpeg", "png", "gif", "webp", "avif", "svg"),
        *("pdf", "txt", "csv", "rtf", "epub", "zip"),
        *("doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp"),
        *("mp3", "m4a", "ogg", "oga", "opus", "wav"),
        *("mp4", "m4v", "ogv", "webm", "vtt", "srt"),
    )
)
"""Kinds of attachments that browsers show or save, and that never run as part of the site."""

_DEEPEST = 16
_ATTACHMENT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*\.[A-Za-z0-9]+")
# What systems and editors leave behind; never content, never worth a word.
_IGNORED = re.compile(r"\.|~\$|Thumbs\.db$|desktop\.ini$|.*(?:~|\.swp|\.bak|\.tmp)$", re.DOTALL)
_README = ("README.md", "README.uk.md", "README.en.md")


class SourceFile(msgspec.Struct, frozen=True, gc=False):
    """A file of the content folder, by name and status alone.

    `path` is relative to the content folder, with "/".  `folder` is the type ("news"), `id` the
    item and `lang` the language of its text, "" for YAML.  Images and documents have the folder
    "files" and their path as id; vocabularies and the glossary have folders of their own names.
    `mtime_ns`, `size` and `inode` change when the file does.
    """

    path: str
    folder: str
    id: str
    lang: str
    mtime_ns: int
    size: int
    inode: int


def scan(content: Path) -> tuple[tuple[SourceFile, ...], tuple[Problem, ...]]:
    """Every file of the content folder in order of path, and what does not belong there."""
    found: list[SourceFile] = []
    problems: list[Problem] = []
    root = os.path.realpath(content)
    for entry in _entries(os.fspath(content), "", problems):
        path = entry.name
        if _is_no_content(path) or _leads_out(entry, path, root, problems):
            continue
        if not entry.is_dir():
            _scan_top_file(entry, found, problems)
        elif path in _YAML_TYPES:
            _scan_yaml(entry, path, root, found, problems)
        elif path in MARKDOWN_TYPES:
            _scan_texts(entry, path, root, found, problems)
        elif path == "vocabularies":
            _scan_vocabularies(entry, root, found, problems)
        elif path == FILES:
            _scan_attachments(entry, path, root, found, problems)
        else:
            problems.append(_unknown(path, path, _FOLDERS))
    found.sort(key=lambda file: file.path)
    return tuple(found), in_order(problems)


def read_source(content: Path, file: SourceFile) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The bytes of a text file, or the problem that kept them from being read.

    Never reads more than `LARGEST_TEXT` bytes, even from a file that grows meanwhile.
    """
    try:
        with open(os.path.join(content, file.path), "rb", buffering=0) as stream:
            data = stream.read(LARGEST_TEXT + 1)
            while data and len(data) <= LARGEST_TEXT:
                more = stream.read(LARGEST_TEXT + 1 - len(data))
                if not more:
                    break
                data += more
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return None, (problem(file.path, (0, 0), "unreadable-file", reason=reason),)
    if len(data) > LARGEST_TEXT:
        size = max(file.size, len(data))
        return None, (problem(file.path, (0, 0), "file-too-large", size=size, limit=LARGEST_TEXT),)
    return data, ()


def _entries(folder: str, path: str, problems: list[Problem]) -> list[os.DirEntry[str]]:
    """Everything in a folder; what systems leave behind is sorted out where a name fits nowhere,
    since nearly all names fit."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problems.append(problem(path or ".", (0, 0), "unreadable-file", reason=reason))
        return []


def _is_no_content(name: str) -> bool:
    return name in _README or _IGNORED.match(name) is not None


def _scan_top_file(
    entry: os.DirEntry[str], found: list[SourceFile], problems: list[Problem]
) -> None:
    if entry.name == "glossary.yaml":
        _add(entry, entry.name, GLOSSARY, GLOSSARY, "", found, problems)
    else:
        problems.append(_unknown(entry.name, entry.name, ("glossary.yaml",)))


def _scan_yaml(
    folder: os.DirEntry[str],
    name: str,
    root: str,
    found: list[SourceFile],
    problems: list[Problem],
) -> None:
    is_id = _ID.fullmatch
    for entry in _entries(folder.path, name, problems):
        path = f"{name}/{entry.name}"
        stem = entry.name[:-5]
        if entry.is_symlink() and _leads_out(entry, path, root, problems):
            continue
        if entry.name.endswith(".yaml") and is_id(stem) and not entry.is_dir():
            _add(entry, path, name, stem, "", found, problems)
        elif _is_no_content(entry.name):
            continue
        elif entry.name.endswith(".yaml") and not entry.is_dir():
            problems.append(_bad_id(path, stem))
        else:
            problems.append(_misplaced(path, entry.name))


def _scan_vocabularies(
    folder: os.DirEntry[str], root: str, found: list[SourceFile], problems: list[Problem]
) -> None:
    names = tuple(f"{name}.yaml" for name in VOCABULARIES)
    for entry in _entries(folder.path, "vocabularies", problems):
        path = f"vocabularies/{entry.name}"
        if entry.is_symlink() and _leads_out(entry, path, root, problems):
            continue
        if entry.name in names and not entry.is_dir():
            _add(entry, path, "vocabularies", entry.name[:-5], "", found, problems)
        elif not _is_no_content(entry.name):
            problems.append(_unknown(path, entry.name, names))


def _scan_texts(
    folder: os.DirEntry[str],
    name: str,
    root: str,
    found: list[SourceFile],
    problems: list[Problem],
) -> None:
    for item in _entries(folder.path, name, problems):
        path = f"{name}/{item.name}"
        if item.is_symlink() and _leads_out(item, path, root, problems):
            continue
        if item.is_dir() and _ID.fullmatch(item.name):
            _scan_text_folder(item, path, name, root, found, problems)
        elif _is_no_content(item.name):
            continue
        elif item.is_dir():
            problems.append(_bad_id(path, item.name))
        else:
            problems.append(_misplaced(path, item.name))


def _scan_text_folder(
    item: os.DirEntry[str],
    path: str,
    folder: str,
    root: str,
    found: list[SourceFile],
    problems: list[Problem],
) -> None:
    texts, others = 0, 0
    for entry in _entries(item.path, path, problems):
        inner = f"{path}/{entry.name}"
        if entry.is_symlink() and _leads_out(entry, inner, root, problems):
            others += 1
            continue
        match = _TEXT_NAME.fullmatch(entry.name)
        if match and not entry.is_dir():
            texts += 1
            if match[1] in LANGUAGES or is_language_tag(match[1]):
                _add(entry, inner, folder, item.name, match[1], found, problems)
            else:
                suggestion = probable_language(match[1])
                problems.append(
                    problem(
                        inner, (0, 0), "unknown-language", value=match[1], suggestion=suggestion
                    )
                )
        elif _IGNORED.match(entry.name):
            continue
        elif entry.is_dir() or entry.name.endswith((".md", ".yaml", ".yml")):
            others += 1
            problems.append(_unknown(inner, entry.name, ("index.uk.md", "index.en.md")))
        else:
            others += 1
            _add_attachment(entry, inner, found, problems)
    if others and not texts:
        problems.append(problem(path, (0, 0), "missing-text", name=item.name))


def _scan_attachments(
    folder: os.DirEntry[str],
    path: str,
    root: str,
    found: list[SourceFile],
    problems: list[Problem],
) -> None:
    for entry in _entries(folder.path, path, problems):
        inner = f"{path}/{entry.name}"
        if entry.is_symlink() and _leads_out(entry, inner, root, problems):
            continue
        if _is_no_content(entry.name):
            continue
        if entry.is_dir() and inner.count("/") >= _DEEPEST:
            problems.append(_unknown(inner, entry.name, ()))
        elif entry.is_dir():
            _scan_attachments(entry, inner, root, found, problems)
        else:
            _add_attachment(entry, inner, found, problems)


def _add_attachment(
    entry: os.DirEntry[str], path: str, found: list[SourceFile], problems: list[Problem]
) -> None:
    if not _ATTACHMENT_NAME.fullmatch(entry.name):
        from pobratym.text.slugs import slugify

        stem, dot, ending = entry.name.rpartition(".")
        suggestion = f"{slugify(stem)}{dot}{slugify(ending)}"
        problems.append(
            problem(path, (0, 0), "bad-file-name", name=entry.name, suggestion=suggestion)
        )
        return
    if entry.name.rpartition(".")[2].lower() not in PUBLISHED_ENDINGS:
        kinds = ", ".join(sorted(PUBLISHED_ENDINGS))
        problems.append(problem(path, (0, 0), "unsafe-file", name=entry.name, kinds=kinds))
        return
    _add(entry, path, FILES, path, "", found, problems, LARGEST_ATTACHMENT)


def _add(
    entry: os.DirEntry[str],
    path: str,
    folder: str,
    item: str,
    lang: str,
    found: list[SourceFile],
    problems: list[Problem],
    limit: int = LARGEST_TEXT,
) -> None:
    try:
        status = entry.stat()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problems.append(problem(path, (0, 0), "unreadable-file", reason=reason))
        return
    if not stat.S_ISREG(status.st_mode):
        # Opening a pipe would wait for ever, and a device never ends.
        reason = "not an ordinary file"
        problems.append(problem(path, (0, 0), "unreadable-file", reason=reason))
        return
    if limit is LARGEST_ATTACHMENT and status.st_size > limit:
        problems.append(problem(path, (0, 0), "file-too-large", size=status.st_size, limit=limit))
    found.append(
        SourceFile(path, folder, item, lang, status.st_mtime_ns, status.st_size, status.st_ino)
    )


def _leads_out(entry: os.DirEntry[str], path: str, root: str, problems: list[Problem]) -> bool:
    if not entry.is_symlink():
        return False
    try:
        entry.stat()
    except OSError as error:  # it leads nowhere, or in a circle
        reason = error.strerror or type(error).__name__
        problems.append(problem(path, (0, 0), "unreadable-file", reason=reason))
        return True
    target = os.path.realpath(entry.path)
    # A linked folder may lead back to its parent; nothing needs one, so none is followed.
    if target.startswith(root + os.sep) and not os.path.isdir(target):
        return False
    problems.append(problem(path, (0, 0), "link-out-of-content", name=entry.name))
    return True


def _bad_id(path: str, name: str) -> Problem:
    from pobratym.text.slugs import slugify

    suggestion = slugify(name)
    letter = next((letter for letter in name if not letter.isascii()), "")
    looks_latin = letter and any(character.isascii() and character.isalpha() for character in name)
    if looks_latin:
        from pobratym.content.letters import to_latin

        latin = to_latin(name)
        if _ID.fullmatch(latin):
            return problem(
                path, (0, 0), "look-alike-letter", value=name, letter=letter, suggestion=latin
            )
    return problem(path, (0, 0), "bad-id", name=name, suggestion=suggestion)


def _misplaced(path: str, name: str) -> Problem:
    stem, _, ending = name.rpartition(".")
    suggestion = f"{stem}.yaml" if ending.lower() in ("yml", "yaml", "json", "txt") else ""
    return problem(
        path, (0, 0), "unknown-file", name=name, folders=", ".join(_FOLDERS), suggestion=suggestion
    )


def _unknown(path: str, name: str, known: tuple[str, ...]) -> Problem:
    return problem(
        path,
        (0, 0),
        "unknown-file",
        name=name,
        folders=", ".join(_FOLDERS),
        suggestion=next(iter(similar(name, known, 1)), ""),
    )
