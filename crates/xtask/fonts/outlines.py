"""Takes redundant points out of TrueType outlines, so that nothing moves by a visible distance.

A contour is read as pieces, lines and quadratic curves, between nodes. For runs of pieces between corners, a line, a
curve, or two curves with an implied node between them are sought that can stand for the run; the chain of such runs
around the contour that takes the fewest bytes is chosen. Then nodes that the curves beside them can imply, and controls
that the curve can do without, are left out, while those beside them move. Everything is measured against the pieces as
they were, in the integers that are written, so that errors do not add up.
"""

from math import ceil, cos, floor, hypot, radians

from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphCoordinates

from curves import crossing, direction, drawn, fitted, flattened, middle, near_curves, near_line, near_way, pair
from curves import relaxed, stand_for, traced, whole

TOLERANCE = 0.74  # units, of 1000 to the em
LIMIT = 0.78  # units; a contour that moved further after all, as is measured at the end, stays as it was
CORNER = cos(radians(20))  # the cosine of the turn from which a node is a corner
SHORT = 2  # units; next to a piece shorter than this, a turn is no corner but noise
LONGEST = 16  # pieces in a run
PATIENCE = 2  # runs that may fail in succession before longer ones are not tried
OVERLAP = 0x40  # the flag of the first point that says that contours overlap


class Piece:
    """A line or a quadratic curve, and points along it."""

    def __init__(self, start, control, end):
        if control in (start, end):
            control = None
        self.start, self.control, self.end = start, control, end
        bend = control or middle(start, end)
        self.length = hypot(bend[0] - start[0], bend[1] - start[1]) + hypot(end[0] - bend[0], end[1] - bend[1])
        self.leaves, self.arrives = direction(start, control or end), direction(control or start, end)
        self.points = drawn(start, bend, end)


def read(points):
    """The pieces of a closed contour of points (x, y, whether it is on the outline)."""
    nodes = []
    for index, (x, y, on) in enumerate(points):
        px, py, before = points[index - 1]
        if not on and not before:
            nodes.append((*middle((px, py), (x, y)), True))
        nodes.append((x, y, on))
    first = next(index for index, node in enumerate(nodes) if node[2])
    nodes = nodes[first:] + nodes[:first] + [nodes[first]]
    pieces, start, control = [], nodes[0][:2], None
    for x, y, on in nodes[1:]:
        if not on:
            control = x, y
            continue
        if (x, y) != start or control not in (None, start):
            pieces.append(Piece(start, control, (x, y)))
        start, control = (x, y), None
    return pieces


def along(run):
    """Points along pieces, the ends of the run not among them."""
    return [point for piece in run for point in (*piece.points, piece.end)][:-1]


def turn(before, after):
    """The cosine of the turn between two pieces."""
    return before.arrives[0] * after.leaves[0] + before.arrives[1] * after.leaves[1]


def node(before, after):
    """The place of the node between two pieces in integers: of those around it, the one nearest to the tangent."""
    x, y = before.end
    ux, uy = direction(before.control or before.start, after.control or after.end)
    around = [(a, b) for a in (floor(x), ceil(x)) for b in (floor(y), ceil(y))]
    return min(around, key=lambda p: (abs((p[0] - x) * uy - (p[1] - y) * ux), p))


def empty(contour):
    """Whether a contour holds no ink: its points lie on one line, or within a unit of the first one."""
    (x, y, _), *others = contour
    if all(max(abs(px - x), abs(py - y)) <= 1 for px, py, _ in others):
        return True
    far = max(others, key=lambda p: (p[0] - x) ** 2 + (p[1] - y) ** 2)
    return all((px - x) * (far[1] - y) == (py - y) * (far[0] - x) for px, py, _ in others)


def size(start, points):
    """Bytes of the points that follow on start, each with a flag."""
    total, (x, y, *_) = 0, start
    for px, py, *_ in points:
        total += 1 + (x != px) + (y != py) + (abs(px - x) > 255) + (abs(py - y) > 255)
        x, y = px, py
    return total


def simplified(contour):
    """The contour with fewer points, or as it is."""
    if len(contour) < 4:
        return contour
    pieces = read(contour)
    count = len(pieces)
    turns = [(turn(pieces[k - 1], pieces[k]), k) for k in range(count) if all(c == int(c) for c in pieces[k].start)]
    if count < 3 or not turns:
        return contour
    first = min(turns)[1]
    pieces = pieces[first:] + pieces[:first]
    pairs = [(pieces[k - 1], pieces[k]) for k in range(count)]
    nodes = [node(*both) for both in [*pairs, pairs[0]]]
    corner = [turn(*both) < CORNER and min(piece.length for piece in both) >= SHORT for both in pairs]
    best = [(0, 0, 0, ())] + [None] * count  # bytes, points, where the last run starts, and its controls
    for start in range(count):
        if best[start] is None:
            continue
        cost, length = best[start][:2]
        failures = 0
        for end in range(start + 1, min(start + LONGEST, count) + 1):
            run = pieces[start:end]
            options = [option for option in [as_it_is(run, nodes[start], nodes[end])] if option is not None]
            if end > start + 1 and failures < PATIENCE and not any(corner[start + 1 : end]):
                controls = stand_in(run, nodes[start], nodes[end])
                failures = 0 if controls is not None else failures + 1
                options += [controls] if controls is not None else []
            elif not options:
                break
            for controls in options:
                total = cost + size(nodes[start], [*controls, nodes[end]]), length + len(controls) + 1
                if best[end] is None or total < best[end][:2]:
                    best[end] = (*total, start, controls)
    if best[count] is None:
        return contour
    runs, end = [], count
    while end:
        _, _, start, controls = best[end]
        runs.append(Curves(pieces[start:end], nodes[start], controls, nodes[end]))
        end = start
    return written(runs[::-1]) or contour


def follows(run, start, controls, end):
    """Whether controls, or a line if there are none, can stand for a run from start to end."""
    points = along(run)
    if controls:
        return stand_for(points, start, controls, end, TOLERANCE)
    return near_line(points, start, end, TOLERANCE)


def as_it_is(run, start, end):
    """The controls of a run with implied nodes between its pieces, if it is one."""
    controls = tuple(piece.control for piece in run if piece.control)
    if len(controls) < len(run) and len(run) > 1:
        return None
    if any(middle(a, b) != piece.end for a, b, piece in zip(controls, controls[1:], run)):
        return None
    moved = start != run[0].start or end != run[-1].end
    return None if moved and not follows(run, start, controls, end) else controls


def stand_in(run, start, end):
    """The controls, none for a line, of what can stand for a run of pieces."""
    points = along(run)
    if near_line(points, start, end, TOLERANCE):
        return ()
    leaves = run[0 if run[0].length >= SHORT else 1].leaves
    arrives = run[-1 if run[-1].length >= SHORT else -2].arrives
    for control in (crossing(start, leaves, end, arrives), fitted(points, start, end)):
        if control and stand_for(points, start, [whole(control)], end, TOLERANCE):
            return (whole(control),)
    controls = pair(points, start, leaves, end, arrives) if len(run) > 2 else None
    if not controls or not near_curves(points, start, controls, end, 2.5 * TOLERANCE):
        return None
    for controls in (controls, relaxed(points, start, controls, end, range(2))):
        rounded = tuple(map(whole, controls or ()))
        if rounded and stand_for(points, start, rounded, end, TOLERANCE):
            return rounded
    return None


class Curves:
    """What stands for a run: a line, or curves with implied nodes between them."""

    def __init__(self, run, start, controls, end):
        self.run, self.start, self.controls, self.end = run, start, list(controls), end
        self.shares = shares(along(run), start, controls, end) if controls else None  # of the points, for each curve

    def join(self, other):
        """Takes over the curves that follow, if the node between can be an implied one."""
        if not self.shares or not other.shares or turn(self.run[-1], other.run[0]) <= CORNER:
            return False
        count, before = len(self.controls), vars(self).copy()
        self.shares = [*self.shares, [self.run[-1].end, *other.shares[0]], *other.shares[1:]]
        self.run, self.end = self.run + other.run, other.end
        if self.fit(self.controls + other.controls, count, count):
            return True
        vars(self).update(before)
        return False

    def thin(self):
        """Puts one control in the place of two wherever the points allow it."""
        at = 0
        while at + 1 < len(self.controls):
            first, second = self.controls[at : at + 2]
            before = self.controls[at - 1] if at else self.start
            after = self.controls[at + 2] if at + 2 < len(self.controls) else self.end
            control = crossing(before, direction(before, first), after, direction(second, after))
            controls = [*self.controls[:at], control, *self.controls[at + 2 :]]
            if not control or not self.fit(controls, at, at + 1, fewer=1):
                at += 1

    def align(self):
        """Gives controls a coordinate of the point before or after them that is almost theirs: it takes no byte."""
        for at in range(len(self.controls)):
            for axis in (0, 1):
                around = [self.start, *self.controls, self.end]
                gaps = [(around[k][axis] - self.controls[at][axis]) for k in (at, at + 2)]
                for gap in gaps:
                    if gap == 0:
                        break
                    control = list(self.controls[at])
                    control[axis] += gap
                    moved = [*self.controls[:at], tuple(control), *self.controls[at + 1 :]]
                    if abs(gap) <= 2 and self.fit(moved, at, at, steps=0):
                        break

    def fit(self, controls, first, last, fewer=0, steps=2):
        """Keeps controls, those near first to last moved towards the points in steps, if they can stand for them."""
        low, high = max(first - 2, 0), min(last + 2, len(controls))  # these may move
        left, right = max(low - 1, 0), min(high + 1, len(controls))  # the curves of these change
        start = middle(controls[left - 1], controls[left]) if left else self.start
        end = middle(controls[right - 1], controls[right]) if right < len(controls) else self.end
        points = [point for share in self.shares[left : right + fewer] for point in share]
        some, free = controls[left:right], range(low - left, high - left)
        if not near_curves(points, start, some, end, 4 * TOLERANCE):
            return False
        for step in range(steps + 1):
            if step:
                some = relaxed(points, start, some, end, free)
                if some is None:
                    return False
            rounded = [whole(control) if at in free else control for at, control in enumerate(some)]
            if stand_for(points, start, rounded, end, TOLERANCE):
                parts = shares(points, start, rounded, end)
                if parts is None:
                    return False
                self.shares[left : right + fewer] = parts
                self.controls = [*controls[:left], *rounded, *controls[right:]]
                return True
        return False

    def kept_near(self):
        """Whether all is near the pieces that were there at first, both ways."""
        new = flattened(self.start, self.controls, self.end)
        old = [self.run[0].start, *along(self.run), self.run[-1].end]
        return near_way(new, old, LIMIT) and near_way(old, new, LIMIT)


def shares(points, start, controls, end):
    """The points, divided among the curves they are near to, if they can be."""
    spots = traced(points, start, controls, end)
    if spots is None:
        return None
    parts = [[] for _ in controls]
    for point, spot in zip(points, spots):
        parts[spot[0]].append(point)
    return parts


def written(runs):
    """The points of a contour made of runs, nodes and controls that it can do without left out."""
    joined = []
    for run in runs:
        if not joined or not joined[-1].join(run):
            joined.append(run)
    points = []
    for run in joined:
        points.append((*run.start, 1))
        if run.shares:
            run.thin()
            run.align()
            if not run.kept_near():
                return None
        points += [(x, y, 0) for x, y in run.controls]
    return points


def turned(contours):
    """The contours, each begun at the node for which the glyph takes the fewest bytes: the way back is not written."""
    ways = {None: (0, [])}  # by the last point of the contours so far: bytes, and the contours
    for contour in contours:
        edges = [size(contour[k - 1], [contour[k]]) for k in range(len(contour))]
        starts = sorted((-edges[k], k) for k, point in enumerate(contour) if point[2])[:8] or [(-edges[0], 0)]
        following = {}
        for saved, k in starts:
            options = [(cost + size(last or (0, 0), [contour[k]]), way) for last, (cost, way) in ways.items()]
            cost, before = min(options, key=lambda option: option[0])
            following.setdefault(contour[k - 1], (cost + saved, before + [contour[k:] + contour[:k]]))
        ways = following
    return min(ways.values(), key=lambda way: way[0])[1]


def simplify(font):
    """Simplifies every Chinese character that takes fewer bytes then. Marks, digits and letters stay as they are: they are
    placed by the boxes of their outlines, which count control points."""
    glyf = font["glyf"]
    han = {name for code, name in font.getBestCmap().items() if code == 0x3007 or 0x3400 <= code < 0xA000 or code >= 0x20000}
    for name in glyf.keys():
        if name not in han:
            continue
        old = glyf[name]
        if old.numberOfContours <= 0:
            continue
        old.expand(glyf)
        contours, start = [], 0
        for end in old.endPtsOfContours:
            points = zip(old.coordinates[start : end + 1], old.flags[start : end + 1])
            contours.append([(x, y, flag & 1) for (x, y), flag in points])
            start = end + 1
        contours = turned([simplified(contour) for contour in contours if not empty(contour)])
        points = [point for contour in contours for point in contour]
        if not points:
            continue
        new = Glyph()
        new.numberOfContours, new.program = len(contours), old.program
        new.endPtsOfContours = [sum(map(len, contours[: k + 1])) - 1 for k in range(len(contours))]
        new.coordinates = GlyphCoordinates([point[:2] for point in points])
        new.flags = bytearray(point[2] for point in points)
        new.flags[0] |= old.flags[0] & OVERLAP
        new.recalcBounds(glyf)
        if len(new.compile(glyf)) < len(old.compile(glyf)):
            glyf[name] = new
            advance, bearing = font["hmtx"][name]
            font["hmtx"][name] = advance, bearing - old.xMin + new.xMin
