"""The HTML page in a real browser, at a phone's width and at a desk's."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.awkward_derivations import awkward
from support.documents import DOCUMENTS

from derivations.command_line import main
from derivations.report import write_report

ARGUMENTS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
pytestmark = pytest.mark.slow
CONTRAST = """
function channel(c) { c /= 255; return c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4); }
function light(c) { const [r, g, b] = c.match(/[\\d.]+/g).map(Number); return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b); }
function paper(e) { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (!/, 0\\)$/.test(c)) return c; } return 'rgb(255,255,255)'; }
return Math.min(...[...document.querySelectorAll('p, a, td, th, h1, h2, h3, dt, dd, .by, .verdict, math, figcaption')]
  .filter(e => e.innerText && e.innerText.trim() && !e.closest('svg'))
  .map(e => { const [a, b] = [light(getComputedStyle(e).color), light(paper(e))].sort((x, y) => x - y); return (b + 0.05) / (a + 0.05); }));
"""


@pytest.fixture(scope="module")
def address(chapter, tmp_path_factory):
    return write_report(chapter, tmp_path_factory.mktemp("report"))[0].as_uri()


@pytest.fixture(scope="module")
def browser(needs, tmp_path_factory):
    needs("chromium", "chromedriver")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    for argument in (*ARGUMENTS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(argument)
    options.binary_location = "/usr/bin/chromium"
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    yield driver
    driver.quit()


def opened(browser, address, width, scheme="light", medium="screen"):
    """The page at this width and in this colour scheme; a picture of it is kept where SCREENSHOTS says."""
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 1800, "deviceScaleFactor": 1, "mobile": width < 500},
    )
    media = {"media": medium, "features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    browser.get(address)
    if folder := os.environ.get("SCREENSHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        browser.save_screenshot(str(Path(folder, f"{width}-{scheme}-{medium}.png")))
    return browser.execute_script


@pytest.mark.parametrize("width", [375, 1280])
def test_the_mathematics_is_there_and_nothing_overflows(browser, address, width):
    run = opened(browser, address, width)
    assert run("return document.documentElement.scrollWidth") == width
    hidden = "return [...document.querySelectorAll('summary math, .start math, .formula math')].filter(e => e.getBoundingClientRect().width < 1 || e.getBoundingClientRect().height < 1).length"
    assert run(hidden) == 0
    assert run("return document.querySelectorAll('math').length") > 1000
    outside = "return [...document.querySelectorAll('math, svg, td, figcaption')].filter(e => !e.closest('.scroll') && e.getBoundingClientRect().width && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 200))"
    assert run(outside) == []
    cut = "return [...document.querySelectorAll('.rhs, .start, .formula, dd')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"
    assert run(cut) == []


def test_mathematics_is_set_as_such(browser, address):
    run = opened(browser, address, 1280)
    over = "const f = document.querySelector('mfrac'); const [a, b] = [...f.children].map(e => e.getBoundingClientRect()); return a.bottom <= b.top + 1"
    assert run(over)
    under = "const s = document.querySelector('.rhs munder'); const [a, b] = [...s.children].map(e => e.getBoundingClientRect()); return a.bottom <= b.top + 3"
    assert run(under)


def test_a_step_opens_by_keyboard(browser, address):
    from selenium.webdriver.common.keys import Keys

    run = opened(browser, address, 1280)
    assert run("return document.querySelectorAll('details[open]').length") == 0
    run("document.querySelector('summary').focus()")
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    assert "Facts used" in run("return document.querySelector('details[open] .found').innerText")


def test_the_graph_leads_to_a_result(browser, address):
    run = opened(browser, address, 1280)
    run(
        "[...document.querySelectorAll('.graph a')].find(a => a.textContent === 'bp4').dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))"
    )
    assert browser.current_url.endswith("#result-bp4")
    assert abs(run("return document.getElementById('result-bp4').getBoundingClientRect().top")) < 100


@pytest.mark.parametrize(("width", "shown"), [(375, "narrow"), (1280, "wide")])
def test_the_graph_of_results_fits_the_width(browser, address, width, shown):
    run = opened(browser, address, width)
    boxes = "return [...document.querySelectorAll('main > section > .wide, main > section > .narrow')].filter(e => e.offsetWidth).map(e => [e.className, e.scrollWidth <= e.clientWidth])"
    ((name, fits),) = run(boxes)
    assert shown in name.split()
    assert fits
    letters = f"return Math.min(...[...document.querySelectorAll('.{shown} text, .below text')].map(e => e.getBoundingClientRect().height))"
    assert run(letters) >= 12


def test_the_graph_of_what_a_result_rests_on_is_beside_it(browser, address):
    run = opened(browser, address, 1280)
    aside = "const e = document.querySelector('.below'), p = e.parentElement.querySelector('dl'); const [a, b] = [e, p].map(x => x.getBoundingClientRect()); return [a.left - b.left, a.top - b.bottom]"
    to_the_right, below_it = run(aside)
    assert to_the_right > 300
    assert below_it < 0


def test_a_number_in_a_reason_leads_to_the_formula(browser, address):
    run = opened(browser, address, 1280)
    run("[...document.querySelectorAll('.by a')].find(a => a.textContent === '(13.1)').click()")
    assert "easier differentiation" in run("return document.querySelector(':target').innerText")
    assert run("return document.querySelectorAll('details[open]').length") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read_against_its_background(browser, address, scheme):
    run = opened(browser, address, 1280, scheme)
    assert run(CONTRAST) >= 4.5


def test_on_paper_the_columns_stay_and_nothing_is_cut(browser, address):
    run = opened(browser, address, 700, medium="print")
    places = "return [...document.querySelectorAll('summary')].slice(0, 50).map(s => s.querySelector('.rhs').getBoundingClientRect().width)"
    assert min(run(places)) > 300
    assert run("return document.documentElement.scrollWidth") == 700


def test_dark_is_dark(browser, address):
    colours = {}
    for scheme in ("light", "dark"):
        run = opened(browser, address, 1280, scheme)
        colours[scheme] = run("return getComputedStyle(document.body).backgroundColor")
    assert colours["light"] == "rgb(255, 255, 255)"
    assert colours["dark"] != colours["light"]


def test_a_long_formula_scrolls_within_the_page(browser, tmp_path):
    run = opened(browser, write_report(awkward()[:3], tmp_path)[0].as_uri(), 375)
    assert run("return document.documentElement.scrollWidth") == 375


@pytest.fixture(scope="module", params=["nielsen_softmax.md", "cs229_logistic_regression.tex"])
def document(request, tmp_path_factory):
    """The page of a document, with a false step at its end."""
    path = tmp_path_factory.mktemp("documents") / request.param
    path.write_text((DOCUMENTS / request.param).read_text(encoding="utf-8") + "\n$$(a + b)^2 = a^2 + b^2$$\n")
    output = path.with_suffix(".html")
    CliRunner().invoke(main, ["check", "--format", "html", "--output", str(output), str(path)])
    return output.as_uri()


@pytest.mark.parametrize("width", [375, 1280])
def test_the_page_of_a_document_fits_and_its_formulas_are_there(browser, document, width):
    run = opened(browser, document, width)
    assert run("return document.documentElement.scrollWidth") == width
    assert run("return document.querySelectorAll('summary math').length") > 10
    seen = "return [...document.querySelectorAll('summary math, .start math')].map(e => e.getBoundingClientRect()).filter(r => r.width < 1 || r.height < 1).length"
    assert run(seen) == 0
    outside = "return [...document.querySelectorAll('p, .by, .verdict, h1, h2, h3, li')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 200))"
    assert run(outside) == []


def test_a_step_of_a_document_opens_and_the_summary_leads_to_the_false_one(browser, document):
    run = opened(browser, document, 375)
    assert run("return document.querySelectorAll('.line[open]').length") == 1
    run("document.querySelector('header ~ main p a').click()")
    assert "left side" in run("return document.querySelector(':target .found').innerText")
    run("document.querySelector('.line.proved summary, .line.conditional summary').click()")
    assert run("return document.querySelectorAll('.line[open]').length") == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_a_document_can_be_read_against_its_background(browser, document, scheme):
    run = opened(browser, document, 1280, scheme)
    assert run(CONTRAST) >= 4.5
