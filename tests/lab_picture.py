"""Write figures/lab-*.png, the notebook to play in as JupyterLab shows it: python tests/lab_picture.py."""

import io
import os
import shutil
import tempfile
from pathlib import Path

from lab_server import TOKEN, open_browser, serve, write_setting
from PIL import Image

from report138.engine.typeset.fonts import get_font_paths

ROOT = Path(__file__).parents[1]
OURS = ROOT / "report138" / "engine" / "lab"
LANGUAGES = {"zh": "zh_CN", "en": "en"}
SIZE = {"width": 1180, "height": 860}
COLOURS = 64  # which keeps a picture small
RUN_ALL = "#jp-MainMenu .lm-MenuBar-item >> nth=3"
# whatever fonts the machine has: those of the house
FONTS = """<?xml version="1.0"?><fontconfig><include>/etc/fonts/fonts.conf</include>
<dir>{folder}</dir></fontconfig>"""


def take_pictures() -> None:
    """Serve copies of notebook and data, run the notebook in either language, and photograph it."""
    with tempfile.TemporaryDirectory(prefix="r138-") as name:
        folder = Path(name)
        fonts = folder / "fonts.conf"
        fonts.write_text(FONTS.format(folder=get_font_paths()[0].parent), "utf-8")
        os.environ["FONTCONFIG_FILE"] = str(fonts)
        tree = folder / "report138"
        shutil.copytree(ROOT / "data", tree / "data")
        (tree / "notebooks").mkdir()
        source = (ROOT / "notebooks" / "explore.ipynb").read_text("utf-8")
        ours = {"JUPYTER_PATH": str(OURS), "JUPYTER_CONFIG_PATH": str(OURS / "jupyter")}
        news = {"fetchNews": "false", "checkForUpdates": False}
        write_setting(folder / "settings", "apputils-extension/notification", news)
        with open_browser() as browser, serve(folder, tree, PYTHONPATH=str(ROOT), **ours) as lab:
            for language, locale in LANGUAGES.items():
                write_setting(
                    folder / "settings", "translation-extension/plugin", {"locale": locale}
                )
                path = tree / "notebooks" / "explore.ipynb"
                path.write_text(
                    source.replace('str = \\"zh\\"', f'str = \\"{language}\\"', 1), "utf-8"
                )
                content = photograph(browser.new_page(viewport=SIZE), lab.url)
                picture = Image.open(io.BytesIO(content)).convert("RGB").quantize(COLOURS)
                picture.save(ROOT / "figures" / f"lab-{language}.png", optimize=True)


def photograph(page: object, url: str) -> bytes:
    """Run all cells, and return a picture of the cell that is asked for."""
    page.set_default_timeout(120_000)
    page.goto(f"{url}lab/tree/notebooks/explore.ipynb?token={TOKEN}&reset")
    page.locator("#jp-main-statusbar", has_text="Idle").or_(
        page.locator("#jp-main-statusbar", has_text="空闲")
    ).first.wait_for()
    page.locator(RUN_ALL).click()
    page.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click()
    cell = page.locator(".jp-CodeCell", has_text="report.cell(track")
    cell.locator("table").wait_for()
    page.wait_for_timeout(20_000)  # until all the others have run, and nothing moves
    cell.evaluate("cell => cell.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(2_000)
    return page.screenshot()


if __name__ == "__main__":
    take_pictures()
