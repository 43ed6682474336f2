"""Chromium as a test drives it: the WebDriver protocol over HTTP, in the few commands that tests need."""

from __future__ import annotations

import base64
import json
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")

KEYS = {
    "left": "\ue012",
    "right": "\ue014",
    "escape": "\ue00c",
    "tab": "\ue004",
    "enter": "\ue007",
    "space": " ",
}

ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
)


class Browser:
    """A session with a page in it."""

    def __init__(self, address: str) -> None:
        self.address = address
        options = {"binary": CHROMIUM, "args": list(ARGUMENTS)}
        made = self.call(
            "POST", "/session", {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}}
        )
        self.session = f"/session/{made['sessionId']}"

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """One command; its value."""
        data = None if body is None else json.dumps(body).encode()
        request = Request(self.address + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except HTTPError as error:
            raise AssertionError(error.read().decode()) from None

    def open(self, address: str) -> None:
        """Load a page."""
        self.call("POST", f"{self.session}/url", {"url": address})

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script returns."""
        return self.call("POST", f"{self.session}/execute/sync", {"script": script, "args": list(arguments)})

    def run_later(self, script: str) -> Any:
        """What a script hands to its last argument."""
        return self.call("POST", f"{self.session}/execute/async", {"script": script, "args": []})

    def protocol(self, command: str, **parameters: Any) -> Any:
        """A command of the DevTools protocol."""
        return self.call("POST", f"{self.session}/goog/cdp/execute", {"cmd": command, "params": parameters})

    def press(self, *keys: str) -> None:
        """Press keys one after the other, by name or by their sign."""
        signs = [KEYS.get(key, key) for key in keys]
        actions = [{"type": kind, "value": sign} for sign in signs for kind in ("keyDown", "keyUp")]
        self.call(
            "POST", f"{self.session}/actions", {"actions": [{"type": "key", "id": "k", "actions": actions}]}
        )

    def click(self, selector: str) -> None:
        """Click what a selector finds first."""
        found = self.call("POST", f"{self.session}/element", {"using": "css selector", "value": selector})
        self.call("POST", f"{self.session}/element/{next(iter(found.values()))}/click", {})

    def size(self, width: int, height: int, scale: float = 1) -> None:
        """The viewport, in CSS pixels."""
        self.protocol(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=width < 600,
        )

    def prefer(self, **features: str) -> None:
        """Preferences of the reader: `prefers_color_scheme="dark"`; `media="print"` is the medium."""
        media = features.pop("media", "")
        named = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.protocol("Emulation.setEmulatedMedia", media=media, features=named)

    def scripts(self, allowed: bool) -> None:
        """Whether the scripts of pages run."""
        self.protocol("Emulation.setScriptExecutionDisabled", value=not allowed)

    def picture(self) -> bytes:
        """A PNG of the viewport."""
        return base64.b64decode(self.call("GET", f"{self.session}/screenshot"))

    def printed(self) -> bytes:
        """A PDF of the page, on the paper that it asks for."""
        return base64.b64decode(self.protocol("Page.printToPDF", preferCSSPageSize=True)["data"])

    def close(self) -> None:
        """End the session."""
        self.call("DELETE", self.session)


@contextmanager
def started() -> Any:
    """A browser, ended afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    driver = subprocess.Popen([str(DRIVER), f"--port={port}"], stdout=subprocess.DEVNULL)
    try:
        browser = _session(f"http://127.0.0.1:{port}")
        yield browser
        browser.close()
    finally:
        driver.terminate()
        driver.wait(timeout=20)


def _session(address: str) -> Browser:
    """A session, as soon as the driver listens."""
    for _ in range(100):
        try:
            urlopen(f"{address}/status", timeout=5).close()
        except (URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return Browser(address)
    raise AssertionError("chromedriver does not answer")
