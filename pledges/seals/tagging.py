"""Gives the fields of seals their place in the structure that a screen reader follows (PDF/UA-1, 7.18)."""

from collections.abc import Sequence

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import enumerate_sig_fields


def tag_fields(writer: IncrementalPdfFileWriter, page: int, names: Sequence[str], alternative: str) -> None:
    """Add a Form element for each field at the end of the document; nothing where the file has no structure."""
    if "/StructTreeRoot" not in writer.root:
        return
    root = writer.root["/StructTreeRoot"]
    parent_ref = _document_below(root)
    page_ref = writer.find_page_for_modification(page)[0]
    for name, _value, field_ref in list(enumerate_sig_fields(writer)):
        if name in names:
            element = _form_element(parent_ref, page_ref, field_ref, alternative)
            _enter(writer, root, field_ref, writer.add_object(element))
    page_object = page_ref.get_object()
    page_object[NameObject("/Tabs")] = NameObject("/S")
    writer.update_container(page_object)


def _form_element(
    parent: IndirectObject, page: IndirectObject, field: IndirectObject, alternative: str
) -> DictionaryObject:
    reference = DictionaryObject(
        {NameObject("/Type"): NameObject("/OBJR"), NameObject("/Obj"): field, NameObject("/Pg"): page}
    )
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/StructElem"),
            NameObject("/S"): NameObject("/Form"),
            NameObject("/P"): parent,
            NameObject("/Pg"): page,
            NameObject("/Alt"): TextStringObject(alternative),
            # Not in a list: pyHanko, when it reviews a later seal, knows a field in the structure in this form only.
            NameObject("/K"): reference,
        }
    )


def _document_below(root: DictionaryObject) -> IndirectObject:
    """Return the structure's one topmost element."""
    kids = root.raw_get("/K")
    if isinstance(kids, IndirectObject) and isinstance(kids.get_object(), DictionaryObject):
        return kids
    first = root["/K"].raw_get(0)
    if not isinstance(first, IndirectObject):
        raise TypeError(first)
    return first


def _append_kid(writer: IncrementalPdfFileWriter, parent_ref: IndirectObject, kid: IndirectObject) -> None:
    parent = parent_ref.get_object()
    if "/K" in parent and isinstance(parent["/K"], ArrayObject):
        parent["/K"].append(kid)
        writer.update_container(parent["/K"])
        return
    parent[NameObject("/K")] = ArrayObject([parent.raw_get("/K"), kid] if "/K" in parent else [kid])
    writer.update_container(parent)


def _next_key(root: DictionaryObject) -> int:
    """Return a key above every one in the parent tree: pages of a long run are numbered through."""
    if "/ParentTreeNextKey" in root:
        return int(root["/ParentTreeNextKey"])
    return _highest(root["/ParentTree"]) + 1


def _highest(node: DictionaryObject) -> int:
    if "/Kids" in node:
        return _highest(node["/Kids"][len(node["/Kids"]) - 1])
    return int(node["/Nums"][len(node["/Nums"]) - 2]) if len(node["/Nums"]) else -1


def _enter(
    writer: IncrementalPdfFileWriter,
    root: DictionaryObject,
    field_ref: IndirectObject,
    element: IndirectObject,
) -> None:
    """Hang the element into the structure, and list it there under a key that the field names."""
    _append_kid(writer, _document_below(root), element)
    key = _next_key(root)
    field_ref.get_object()[NameObject("/StructParent")] = NumberObject(key)
    _list(writer, root["/ParentTree"], key, element)
    root[NameObject("/ParentTreeNextKey")] = NumberObject(key + 1)
    writer.update_container(root)


def _list(
    writer: IncrementalPdfFileWriter, tree: DictionaryObject, key: int, element: IndirectObject
) -> None:
    """Enter the element under the key, which is the highest: at the end of the list, or as a further branch."""
    entry = ArrayObject([NumberObject(key), element])
    if "/Kids" in tree:
        limits = ArrayObject([NumberObject(key), NumberObject(key)])
        leaf = DictionaryObject({NameObject("/Limits"): limits, NameObject("/Nums"): entry})
        tree["/Kids"].append(writer.add_object(leaf))
        writer.update_container(tree["/Kids"])
    else:
        tree["/Nums"].extend(entry)
        writer.update_container(tree["/Nums"])
