"""The preview, through the command line and HTTP: what is saved reaches the page."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import ROOT
from preview_session import (
    FIRST,
    SECOND,
    Preview,
    copy_program,
    edit,
    is_gone,
    open_preview,
    save,
    start,
    write_small,
)

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n')


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program, with two small notebooks."""
    return copy_program(tmp_path_factory.mktemp("preview"))


@pytest.fixture
def folder(program: Path) -> Path:
    """The copy, its notebooks and plan as they were."""
    return write_small(program)


@pytest.fixture
def preview(folder: Path) -> Iterator[Preview]:
    """A preview of a report of one small notebook, in English."""
    with open_preview(folder, "first", "--language", "en") as opened:
        yield opened


def undress(page: str) -> str:
    """Take the script away that the preview adds."""
    return re.sub(r"<script .*?</script>\n", "", page, flags=re.S)


def list_files(folder: Path) -> list[str]:
    """List the files of a folder, but for what Python compiles."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(str(path) for path in paths if "__pycache__" not in path.parts)


def test_a_changed_word_reaches_the_page_without_a_run(preview: Preview) -> None:
    """Prose that is saved is on the page; no notebook runs for it."""
    preview.settle(FIRST)
    edit(preview.folder / "notebooks" / "first.ipynb", "# T", "# T\\n\\nAnother sentence.")
    assert "Another sentence." in preview.await_text(FIRST, "Another sentence.")
    preview.settle(FIRST)
    time.sleep(0.2)
    assert [line.split(", ")[-1].strip() for line in preview.said] == [
        "1 notebook run",
        "text only",
    ]


def test_changed_code_runs_again(preview: Preview) -> None:
    """What a cell prints after it was changed is on the page."""
    assert "apple" in preview.settle(FIRST)
    edit(preview.folder / "notebooks" / "first.ipynb", "apple", "pear")
    assert "apple" not in preview.await_text(FIRST, "pear")


def test_an_error_is_shown_and_the_last_good_page_stays(preview: Preview) -> None:
    """The message names notebook and cell; once it is mended it is gone."""
    before = preview.settle(FIRST)
    edit(preview.folder / "notebooks" / "first.ipynb", "print(word)", "print(1 / 0)")
    assert preview.await_error(FIRST) == "first.ipynb, cell 3: ZeroDivisionError: division by zero"
    page = preview.ask(FIRST)[1]
    assert undress(page) == undress(before)
    assert "first.ipynb, cell 3: ZeroDivisionError" in page  # for whoever opens it now
    edit(preview.folder / "notebooks" / "first.ipynb", "print(1 / 0)", "print(word)")
    preview.wait(FIRST, lambda state: not state["error"] and not state["busy"])


def test_faults_of_the_data_are_shown_as_the_check_words_them(preview: Preview) -> None:
    """File and row are named; the page stays."""
    preview.settle(FIRST)
    path = preview.folder / "data" / "138" / "elements.csv"
    text = path.read_text(encoding="utf-8-sig")
    try:
        save(path, text.replace("track", "trakc", 1))
        assert re.search(r"elements\.csv.*row \d+.*trakc", preview.await_error(FIRST), flags=re.S)
    finally:
        save(path, text)
    preview.wait(FIRST, lambda state: not state["error"] and not state["busy"])


def test_a_changed_plan_is_followed(preview: Preview) -> None:
    """A title that is given in the plan becomes that of the page; a fault in it is shown."""
    preview.settle(FIRST)
    plan = preview.folder / "reports.yaml"
    edit(plan, "  first:\n", "  first:\n    title_en: Planned anew\n")
    preview.await_text(FIRST, "Planned anew")
    edit(plan, "title_en", "titel_en")
    assert "reports.yaml, line 3: report first: unknown key titel_en" in preview.await_error(FIRST)


def test_changed_code_of_the_package_is_used(preview: Preview) -> None:
    """Templates and modules are read anew, and code that cannot be imported is said."""
    preview.settle(FIRST)
    template = preview.folder / "report138/engine/typeset/templates/html/index.html.j2"
    edit(template, 'class="cover"', 'class="cover anew"')
    preview.await_text(FIRST, "cover anew")
    module = preview.folder / "report138/engine/plan/job.py"
    edit(module, "import shlex", "import shlex, nothing_of_this_name")
    assert "No module named 'nothing_of_this_name'" in preview.await_error(FIRST)
    edit(module, ", nothing_of_this_name", "")
    edit(template, "cover anew", "cover")
    preview.wait(FIRST, lambda state: not state["error"] and not state["busy"])
    assert "cover anew" not in preview.ask(FIRST)[1]


def test_changes_while_a_notebook_runs_are_rendered_next(preview: Preview) -> None:
    """The last of many changes is on the page in the end, and not each has had a run."""
    preview.settle(FIRST)
    notebook = preview.folder / "notebooks" / "first.ipynb"
    edit(notebook, "print(word)", "import time; time.sleep(1); print(word, 0)")
    for number in range(10):
        time.sleep(0.15)
        edit(notebook, f"word, {number}", f"word, {number + 1}")
    preview.await_text(FIRST, "apple 10")
    preview.settle(FIRST)
    assert len(preview.said) <= 6


def test_several_saves_of_nothing_new_leave_the_page(preview: Preview) -> None:
    """A notebook saved as it was, and files that editors write beside it, change no version."""
    preview.settle(FIRST)
    version = preview.wait(FIRST, lambda _: True)["version"]
    notebook = preview.folder / "notebooks" / "first.ipynb"
    save(notebook, notebook.read_text(encoding="utf-8"))
    (notebook.parent / ".ipynb_checkpoints").mkdir(exist_ok=True)
    save(notebook.parent / ".ipynb_checkpoints" / "first-checkpoint.ipynb", "{}")
    time.sleep(0.5)
    preview.settle(FIRST)
    assert preview.wait(FIRST, lambda _: True)["version"] == version


def test_only_who_has_the_token_and_asks_this_machine_is_answered(preview: Preview) -> None:
    """Another token, none, or the name of another machine is refused."""
    assert preview.ask(FIRST)[0] == 200
    assert preview.ask(FIRST, token="guessed")[0] == 403
    assert preview.ask("", token="")[0] == 403
    assert preview.ask(FIRST, host="example.org")[0] == 403
    assert preview.ask("../reports.yaml")[0] == 404
    port = int(preview.url.split(":")[2].split("/")[0])
    held = {place.laddr.ip for place in preview.list_processes()[0].net_connections("tcp")}
    assert held == {"127.0.0.1"}
    assert port


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_end_leaves_nothing(folder: Path, tmp_path: Path, sent: signal.Signals) -> None:
    """While a notebook runs: no process and no folder is left, it is said, and the status is 0."""
    before = list_files(folder)
    edit(folder / "notebooks" / "first.ipynb", "print(word)", "import time; time.sleep(60)")
    with open_preview(folder, "first", TMPDIR=str(tmp_path)) as preview:
        next(preview.follow("138-first-zh"))
        time.sleep(3)
        processes = preview.list_processes()
        assert len(processes) > 2
        preview.process.send_signal(sent)
        assert preview.process.wait(10) == 0
        assert is_gone(processes)
    assert preview.said == ["preview ended\n"]
    assert [*tmp_path.iterdir()] == []
    assert list_files(folder) == before


def test_a_killed_preview_leaves_no_process(folder: Path, tmp_path: Path) -> None:
    """What it has started ends with it, and takes its folders along."""
    with open_preview(folder, "first", TMPDIR=str(tmp_path)) as preview:
        preview.settle("138-first-zh.html")
        processes = preview.list_processes()
        os.kill(preview.process.pid, signal.SIGKILL)
        assert is_gone(processes)
    assert [*tmp_path.iterdir()] == []


def test_several_documents_are_listed(folder: Path) -> None:
    """Both languages stand on one page; one that nobody opens is not rendered."""
    with open_preview(folder, "first") as preview:
        preview.settle("138-first-zh.html")
        page = preview.ask("")[1]
        assert re.findall(r'<li><a href="(.*?)">', page) == ["138-first-zh.html", FIRST]
        assert len(preview.said) == 1
        assert "apple" in preview.settle(FIRST)
        assert preview.ask(FIRST.replace("html", "pdf"))[0] == 404
        assert "预览已结束" in page
        edit(folder / "notebooks" / "first.ipynb", "print(word)", "print(nothing)")
        preview.await_error("138-first-zh.html")
        assert "<small>渲染失败：first.ipynb, cell 3: NameError" in preview.ask("")[1]


def test_a_chapter_runs_alone_or_behind_those_that_it_needs(folder: Path) -> None:
    """One that takes a name from the chapter before it runs behind it, and with it, as in a build."""
    with open_preview(folder, "chapters") as preview:
        preview.settle(SECOND)
        edit(folder / "notebooks" / "second.ipynb", "6 * 7", "'one', 'more'")
        preview.await_text(SECOND, "one more")
        edit(folder / "notebooks" / "second.ipynb", "'one', 'more'", "word * 2")
        preview.await_text(SECOND, "appleapple")
        edit(folder / "notebooks" / "first.ipynb", "'apple'", "'plum'")
        preview.await_text(SECOND, "plumplum")
        preview.settle(SECOND)
        time.sleep(0.2)
    ran = [
        int(re.search(r"(\d+) notebooks? run", line)[1]) for line in preview.said if "run" in line
    ]
    assert ran == [2, 1, 2, 2]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nothing",), "error: report nothing: the plan has first, chapters"),
        (("first", "--language", "fr"), "error: language fr: 138 has zh and en"),
        (("first", "-p", "size=1"), "error: -p size=1: no such parameter"),
        (("first", "--data", "nowhere"), "nowhere"),
    ],
)
def test_what_does_not_fit_is_refused(
    folder: Path, arguments: tuple[str, ...], message: str
) -> None:
    """One message and exit status 2, as for a build."""
    process = start(folder, *arguments)
    said = process.communicate(timeout=60)[0]
    assert process.returncode == 2, said
    assert message in said
    assert "Traceback" not in said


def test_a_port_that_is_taken_is_refused(folder: Path) -> None:
    """The message says which option to change."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = start(folder, "first", "--port", str(port))
        said = process.communicate(timeout=60)[0]
    assert process.returncode == 2
    assert f"error: --port {port}: Address already in use; name another one" in said


def test_without_watchfiles_the_extra_is_named(folder: Path, tmp_path: Path) -> None:
    """One message says what to install."""
    (tmp_path / "watchfiles.py").write_text("raise ImportError", encoding="utf-8")
    process = start(folder, "first", PYTHONPATH=f"{tmp_path}{os.pathsep}{folder}")
    said = process.communicate(timeout=60)[0]
    assert process.returncode == 2
    assert "error: preview needs the package watchfiles; install the extra preview" in said


def test_the_page_is_that_of_a_build(tmp_path: Path) -> None:
    """After words and code of single chapters were changed, it has the bytes that a build makes."""
    notebooks = [f"notebooks/{path.name}" for path in (ROOT / "notebooks").glob("0*.ipynb")]
    folder = copy_program(tmp_path, "reports.yaml", "notebooks/brief.ipynb", *notebooks)
    name = "138-report-en.html"
    with open_preview(folder, "report", "--language", "en") as preview:
        preview.settle(name)
        for path, kind in (("01-framework", "markdown"), ("02-interlinkages", "code")):
            place = folder / "notebooks" / f"{path}.ipynb"
            notebook = json.loads(place.read_text(encoding="utf-8"))
            cell = [cell for cell in notebook["cells"] if cell["cell_type"] == kind][-1]
            cell["source"] = "".join(cell["source"]) + "\n\nprint('more')"
            save(place, json.dumps(notebook, ensure_ascii=False))
            time.sleep(0.3)
            preview.settle(name)
        page = undress(preview.ask(name)[1])
    assert not (folder / "reports").exists()
    command = [sys.executable, "render.py", "report", "--language", "en", "--format", "html"]
    environment = os.environ | {"PYTHONPATH": str(folder)}
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=environment)
    built = (folder / "reports" / name).read_text(encoding="utf-8")
    assert page == POLICY.sub("", built)
