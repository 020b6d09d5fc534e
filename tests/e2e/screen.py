"""A display without a monitor: Xvfb, its pictures, and the keys and clicks sent to it."""

import hashlib
import mmap
import os
import select
import shutil
import socket
import struct
import subprocess
import tempfile
import time
import zlib

SIZE = (1280, 720)


class Failure(Exception):
    """What a run expected and did not find."""


def wait_for(what, condition, seconds=30.0, pause=0.03):
    """Returns the first true answer of `condition`; fails with `what` when the time is over."""
    end = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > end:
            raise Failure(f"waited {seconds:.0f} s in vain for {what}")
        time.sleep(pause)


class Picture:
    """What the display shows at one moment: four bytes a pixel, in the order blue, green, red, unused."""

    def __init__(self, width, height, data):
        self.width, self.height, self.data = width, height, data
        self.pixels = memoryview(data).cast("I")

    def at(self, x, y):
        """The colour of a pixel as 0xRRGGBB."""
        return self.pixels[y * self.width + x] & 0xFFFFFF

    def part(self, box):
        """The pixels in `(left, top, right, bottom)`, row after row."""
        left, top, right, bottom = box
        rows = []
        for y in range(top, bottom):
            start = (y * self.width + left) * 4
            rows.append(self.data[start : start + (right - left) * 4])
        return b"".join(rows)

    def mark(self, box):
        """A fingerprint of a part."""
        return hashlib.sha1(self.part(box)).digest()

    def colors(self, box):
        """How often each colour occurs in a part."""
        count = {}
        for pixel in memoryview(self.part(box)).cast("I"):
            pixel &= 0xFFFFFF
            count[pixel] = count.get(pixel, 0) + 1
        return count

    def share(self, box, *wanted):
        """The share of a part that has one of the colours."""
        left, top, right, bottom = box
        colors = self.colors(box)
        return sum(colors.get(color, 0) for color in wanted) / ((right - left) * (bottom - top))

    def difference(self, other, box):
        """The share of a part in which two pictures differ, looking at every fourth row."""
        left, top, right, bottom = box
        differ = count = 0
        for y in range(top, bottom, 4):
            a = self.pixels[y * self.width + left : y * self.width + right]
            b = other.pixels[y * self.width + left : y * self.width + right]
            count += len(a)
            if a != b:
                differ += sum(1 for one, two in zip(a, b) if one != two)
        return differ / count

    def save(self, path):
        """Writes a PNG."""
        rows = bytearray()
        for y in range(self.height):
            row = self.data[y * self.width * 4 : (y + 1) * self.width * 4]
            line = bytearray(self.width * 3)
            line[0::3], line[1::3], line[2::3] = row[2::4], row[1::4], row[0::4]
            rows += b"\0" + line

        def chunk(kind, body):
            check = zlib.crc32(kind + body)
            return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)

        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        with open(path, "wb") as file:
            file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head))
            file.write(chunk(b"IDAT", zlib.compress(bytes(rows), 6)) + chunk(b"IEND", b""))


class Screen:
    """An Xvfb on a display of its own. Use it in a `with`: it ends what it started."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="two-hats-screen-")
        self.server = None
        self.map = None
        # What was seen when something went wrong.
        self.failed = None

    def __enter__(self):
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.map is not None:
            self.map.close()
        if self.server is not None:
            self.server.terminate()
            try:
                self.server.wait(10)
            except subprocess.TimeoutExpired:
                self.server.kill()
                self.server.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start(self):
        readable, writable = os.pipe()
        width, height = SIZE
        command = ["Xvfb", "-displayfd", str(writable), "-screen", "0", f"{width}x{height}x24"]
        command += ["-fbdir", self.folder, "-nolisten", "tcp", "-noreset"]
        log = open(os.path.join(self.folder, "log"), "wb")
        with log:
            self.server = subprocess.Popen(
                command, pass_fds=[writable], stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        os.close(writable)
        with os.fdopen(readable, "rb") as pipe:
            if not select.select([pipe], [], [], 20)[0]:
                raise Failure("Xvfb did not start within 20 s")
            number = pipe.readline().strip().decode()
        if not number:
            with open(os.path.join(self.folder, "log"), errors="replace") as text:
                raise Failure("Xvfb did not start: " + text.read()[-500:])
        self.number = int(number)
        self.display = f":{self.number}"
        # Xvfb keeps its picture in a file of the format xwd.
        with open(os.path.join(self.folder, "Xvfb_screen0"), "r+b") as file:
            self.map = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        head = struct.unpack(">25I", self.map[:100])
        self.offset, self.stride = head[0] + head[19] * 12, head[12]
        self.rest()

    def picture(self):
        """What the display shows now."""
        width, height = SIZE
        row = width * 4
        if self.stride == row:
            data = self.map[self.offset : self.offset + row * height]
        else:
            starts = (self.offset + y * self.stride for y in range(height))
            data = b"".join(self.map[start : start + row] for start in starts)
        return Picture(width, height, data)

    def still(self, box, seconds=30.0, quiet=0.12):
        """Waits until a part has not changed for a moment; returns the picture."""
        end = time.monotonic() + seconds
        picture = self.picture()
        mark, since = picture.mark(box), time.monotonic()
        while time.monotonic() - since < quiet:
            if time.monotonic() > end:
                raise Failure(f"the picture did not come to rest within {seconds:.0f} s")
            time.sleep(0.03)
            picture = self.picture()
            now = picture.mark(box)
            if now != mark:
                mark, since = now, time.monotonic()
        return picture

    def tool(self, *arguments, check=True):
        """Runs xdotool; returns what it prints."""
        done = subprocess.run(
            ["xdotool", *arguments],
            env={**os.environ, "DISPLAY": self.display},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            timeout=20,
        )
        if check and done.returncode != 0:
            raise Failure(f"xdotool {' '.join(arguments)}: {done.stderr.decode(errors='replace').strip()}")
        return done.stdout.decode()

    def key(self, name):
        """Presses and releases a key."""
        self.tool("key", name)

    def keys(self, *names):
        """Presses and releases keys, one right after the other."""
        self.tool("key", "--delay", "1", *names)

    def point(self, x, y):
        """Moves the pointer."""
        self.tool("mousemove", str(x), str(y))

    def click(self):
        """Presses and releases the first button of the mouse where the pointer is."""
        self.tool("click", "1")

    def wheel(self, x, y, steps=3):
        """Turns the wheel down over a place; up by a negative number of steps."""
        self.point(x, y)
        self.tool("click", "--repeat", str(abs(steps)), "--delay", "40", "5" if steps > 0 else "4")
        self.rest()

    def drag(self, start, end):
        """Drags with the first button from one place to another."""
        self.point(*start)
        self.tool("mousedown", "1")
        for part in (1, 2, 3, 4):
            x, y = (int(a) + (int(b) - int(a)) * part // 4 for a, b in zip(start, end))
            self.point(x, y)
            time.sleep(0.05)
        self.tool("mouseup", "1")

    def rest(self):
        """Moves the pointer out of the way, onto the stage."""
        self.point(4, 300)

    def ask_to_close(self, window):
        """Sends what a window manager sends when the cross of a window is pressed."""
        with Wire(self.number) as wire:
            protocols, delete = wire.atom("WM_PROTOCOLS"), wire.atom("WM_DELETE_WINDOW")
            event = struct.pack("<BBHII5I", 33, 32, 0, window, protocols, delete, 0, 0, 0, 0)
            wire.send(struct.pack("<BBHII", 25, 0, 11, window, 0) + event)
            # The answer to a later request says that this one has arrived.
            wire.atom("WM_PROTOCOLS")


class Wire:
    """As much of the X protocol as it takes to send an event."""

    def __init__(self, number):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.settimeout(10)
        self.socket.connect(f"/tmp/.X11-unix/X{number}")
        self.send(struct.pack("<BxHHHH2x", ord("l"), 11, 0, 0, 0))
        head = self._read(8)
        self._read(struct.unpack("<H", head[6:8])[0] * 4)
        if head[0] != 1:
            raise Failure("the display refused a connection")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data):
        """Sends a request."""
        self.socket.sendall(data)

    def atom(self, name):
        """The number of a name."""
        text = name.encode()
        padded = text + b"\0" * (-len(text) % 4)
        self.send(struct.pack("<BBHH2x", 16, 0, 2 + len(padded) // 4, len(text)) + padded)
        while True:
            answer = self._read(32)
            if answer[0] == 1:
                return struct.unpack("<I", answer[8:12])[0]
            if answer[0] == 0:
                raise Failure("the display answered with an error")

    def _read(self, count):
        data = b""
        while len(data) < count:
            more = self.socket.recv(count - len(data))
            if not more:
                raise Failure("the display closed the connection")
            data += more
        return data
