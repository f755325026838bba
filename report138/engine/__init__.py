"""Notebooks in, published files out.

Knows no track and no matrix: what it must know of the data is handed in by `cli`; imports only
its own rooms and the ground.  A document passes six stations:

    1 plan      plan/reports_yaml.py   reports.yaml -> reports
    2 jobs      plan/combine.py        reports, a selection, the catalog -> jobs
    3 run       run/execute.py         the notebooks of a job -> one executed notebook
    4 document  typeset/document.py    an executed notebook -> blocks
    5 html/pdf  typeset/html.py, pdf.py  blocks -> bytes
    6 publish   publish/publish.py     files aside -> edition, manifest, flat names, index

documents/build.py takes jobs through 3 to 6; schedule/, lab/ and preview/ say when.
"""
