"""What both exporters have in common: the options, and how nbconvert's notebook becomes a document."""

from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from traitlets import Bool, Int

from report138.engine.typeset.document import Document, read_document
from report138.engine.typeset.notebook_parts import read_mapping
from report138.engine.typeset.shown import OPTIONS, Shown


class DocumentExporter(Exporter):
    """An exporter of documents, with the options of `Shown`."""

    optimistic_validation = Bool(True, help="Validate once, at the end.").tag(config=True)
    show_stderr = Bool(False, help="Show what cells wrote to stderr.").tag(config=True)
    max_lines = Int(Shown.max_lines, help="The most lines of one output to show.").tag(config=True)
    max_rows = Int(Shown.max_rows, help="Rows shown of a table of others; 0 for all.").tag(
        config=True
    )

    def read(self, nb: Any, resources: Any, **kwargs: Any) -> tuple[Document, dict[str, Any]]:
        """Return the document that a notebook is, once nbconvert's preprocessors have had it."""
        # past TemplateExporter, which would make a page already
        nb, resources = Exporter.from_notebook_node(self, nb, resources, **kwargs)
        known = read_mapping(resources.get("metadata"))
        path, name = known.get("path"), known.get("name")
        document = read_document(
            nb,
            folder=None if path is None else Path(path),
            name=name if isinstance(name, str) and name != "Notebook" else "",  # of a stream
            shown=Shown(**{option: getattr(self, option) for option in OPTIONS}),
        )
        return document, resources

    def log_losses(self, document: Document) -> None:
        """Log what a document cannot show, or leaves out on purpose."""
        for line in [*document.warnings, *document.remarks]:
            self.log.warning("%s", line)
