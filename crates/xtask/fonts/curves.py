"""Quadratic curves of TrueType outlines: whether they follow points, and which of them follow points best.

Curves in a row are given as their start, their controls, and their end; the nodes between them are implied ones, midway
between two controls.
"""

from math import floor, hypot

BEND = 3  # the more, the closer to each other the points that stand for a curve
AHEAD = 32  # lines of a way among which the one near a point is sought


def middle(a, b):
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def whole(point):
    return floor(point[0] + 0.5), floor(point[1] + 0.5)


def direction(a, b):
    x, y = b[0] - a[0], b[1] - a[1]
    length = hypot(x, y) or 1
    return x / length, y / length


def crossing(a, u, b, v):
    """Where the ray from a along u meets the one that arrives at b along v, if it does."""
    turn = u[0] * v[1] - u[1] * v[0]
    if abs(turn) < 1e-3:
        return None
    x, y = b[0] - a[0], b[1] - a[1]
    before, after = (x * v[1] - y * v[0]) / turn, (u[0] * y - u[1] * x) / turn
    return (a[0] + before * u[0], a[1] + before * u[1]) if before > 0 and after > 0 else None


def drawn(start, control, end):
    """Points between the ends of a curve, so close that the lines between them are the curve."""
    (x0, y0), (x1, y1), (x2, y2) = start, control, end
    steps = 4 + int((hypot(x0 - 2 * x1 + x2, y0 - 2 * y1 + y2) * BEND) ** 0.5)
    points = []
    for step in range(1, steps):
        t = step / steps
        a, b, c = (1 - t) * (1 - t), 2 * t * (1 - t), t * t
        points.append((a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2))
    return points


def flattened(start, controls, end):
    """Points along curves, the ends among them."""
    points = [start]
    for index, control in enumerate(controls):
        stop = end if index + 1 == len(controls) else middle(control, controls[index + 1])
        points += [*drawn(start, control, stop), stop]
        start = stop
    return points


def near_line(points, start, end, tolerance):
    """Whether points lie along the line from start to end."""
    (x, y), (ex, ey) = start, end
    ex, ey = ex - x, ey - y
    length = hypot(ex, ey)
    if not length:
        return False
    ex, ey, last = ex / length, ey / length, 0
    for px, py in points:
        px, py = px - x, py - y
        along = px * ex + py * ey
        if abs(px * ey - py * ex) > tolerance or along < last - tolerance or along > length + tolerance:
            return False
        last = max(last, along)
    return True


def near_way(points, way, tolerance):
    """Whether points, in their order, are near the way that leads from point to point."""
    at, last, tolerance = 0, len(way) - 2, tolerance * tolerance
    for x, y in points:
        for ahead in range(at, min(at + AHEAD, last + 1)):
            (ax, ay), (bx, by) = way[ahead], way[ahead + 1]
            bx, by, px, py = bx - ax, by - ay, x - ax, y - ay
            length = bx * bx + by * by
            along = bx * px + by * py
            if along <= 0 or not length:
                gap = px * px + py * py
            elif along >= length:
                gap = (px - bx) ** 2 + (py - by) ** 2
            else:
                gap = (px * by - py * bx) ** 2 / length
            if gap <= tolerance:
                at = ahead
                break
        else:
            return False
    return True


def frame(cx, cy, ex, ey, chord):
    """The coordinates t and w in which a curve from the origin is t * t = w, as factors of x and y; whether it is flat.

    The distance of a near point is what t * t - w comes to there, over the length of its gradient. Along a flat curve,
    w is the distance.
    """
    area = cx * ey - cy * ex
    if abs(area) < 0.2 * chord:
        return ex / chord / chord, ey / chord / chord, ey / chord, -ex / chord, True
    wx, wy = -cy / area, cx / area
    return wx + ey / area / 2, wy - ex / area / 2, wx, wy, False


def near_curves(points, start, controls, end, tolerance):
    """Whether points follow curves; where the curves go between the points does not matter."""
    at, total = iter(points), len(controls)
    point = next(at, None)
    for index, (cx, cy) in enumerate(controls):
        ex, ey = end if index + 1 == total else middle(controls[index], controls[index + 1])
        x, y = start
        start = ex, ey
        cx, cy, ex, ey = cx - x, cy - y, ex - x, ey - y
        chord = hypot(ex, ey)
        if not chord or cx * (ex - cx) + cy * (ey - cy) <= 0:
            return False  # it turns by more than a right angle
        tx, ty, wx, wy, flat = frame(cx, cy, ex, ey, chord)
        last, slip = 0, tolerance / chord
        while point:
            px, py = point[0] - x, point[1] - y
            t = tx * px + ty * py
            if t > 1 and index + 1 < total:
                break
            w = wx * px + wy * py
            if t < last - slip or t > 1 + slip:
                return False
            if flat:
                if abs(w) > tolerance - 0.1:
                    return False
            elif abs(t * t - w) > tolerance * hypot(2 * t * tx - wx, 2 * t * ty - wy):
                return False
            last = max(last, t)
            point = next(at, None)
    return point is None


def stand_for(points, start, controls, end, tolerance):
    """Whether curves and the way along the points are near to each other everywhere."""
    return near_curves(points, start, controls, end, tolerance) and near_way(
        flattened(start, controls, end), [start, *points, end], tolerance
    )


def fitted(points, start, end):
    """The control of the curve from start to end that is nearest to the points, by least squares."""
    (x0, y0), (x2, y2) = start, end
    lengths, x, y, total = [], x0, y0, 0
    for px, py in points:
        total += hypot(px - x, py - y)
        lengths.append(total)
        x, y = px, py
    total += hypot(x2 - x, y2 - y)
    times = [length / total for length in lengths] if total else []
    control = None
    for _ in range(3):
        sx = sy = weight = 0
        for t, (px, py) in zip(times, points):
            a, b, c = (1 - t) * (1 - t), 2 * t * (1 - t), t * t
            sx, sy, weight = sx + b * (px - a * x0 - c * x2), sy + b * (py - a * y0 - c * y2), weight + b * b
        if weight < 1e-6:
            return None
        control = sx / weight, sy / weight
        cx, cy, ex, ey = control[0] - x0, control[1] - y0, x2 - x0, y2 - y0
        area = cx * ey - cy * ex
        if abs(area) < 1:
            return control
        tx, ty = ey / area / 2 - cy / area, cx / area - ex / area / 2
        times = [min(max(tx * (px - x0) + ty * (py - y0), 0), 1) for px, py in points]
    return control


def pair(points, start, leaves, end, arrives):
    """Controls of two curves along points: their joint is sought where it halves the tangent between the controls."""
    around = [start, *points, end]
    low, high, best = 0, len(points) - 1, None
    while low <= high:
        at = (low + high) // 2
        joint, tangent = points[at], direction(around[at], around[at + 2])
        first, second = crossing(start, leaves, joint, tangent), crossing(joint, tangent, end, arrives)
        if not first or not second:
            return best
        best = first, second
        if hypot(first[0] - joint[0], first[1] - joint[1]) < hypot(second[0] - joint[0], second[1] - joint[1]):
            low = at + 1
        else:
            high = at - 1
    return best


def traced(points, start, controls, end):
    """For each point, the index of its curve, the place on it, the unit normal there, and the distance along that."""
    index, total, spots, system = 0, len(controls), [], None
    for px, py in points:
        while True:
            if system is None:
                (cx, cy), (x, y) = controls[index], start
                stop = end if index + 1 == total else middle(controls[index], controls[index + 1])
                ex, ey = stop[0] - x, stop[1] - y
                chord = hypot(ex, ey)
                if not chord:
                    return None
                system = frame(cx - x, cy - y, ex, ey, chord)
            tx, ty, wx, wy, flat = system
            t, w = tx * (px - x) + ty * (py - y), wx * (px - x) + wy * (py - y)
            if t <= 1 or index + 1 == total:
                break
            index, start, system = index + 1, stop, None
        gx, gy, miss = (wx, wy, w) if flat else (2 * t * tx - wx, 2 * t * ty - wy, t * t - w)
        length = hypot(gx, gy)
        if not length:
            return None
        spots.append((index, t, gx / length, gy / length, miss / length))
    return spots


def relaxed(points, start, controls, end, free):
    """The controls after one step of Gauss and Newton towards the points; those whose indices are free may move."""
    spots = traced(points, start, controls, end)
    if spots is None:
        return None
    size, total = 2 * len(free), len(controls)
    rows = [[1e-3 if at == other else 0.0 for other in range(size + 1)] for at in range(size)]
    for index, t, nx, ny, miss in spots:
        before, after = (1 - t) * (1 - t) / 2, t * t / 2
        weights = {index: 2 * t * (1 - t) + (before if index else 0) + (after if index + 1 < total else 0)}
        if index:
            weights[index - 1] = before
        if index + 1 < total:
            weights[index + 1] = after
        terms = []
        for control, weight in weights.items():
            if control in free:
                at = 2 * (control - free[0])
                terms += [(at, weight * nx), (at + 1, weight * ny)]
        for at, value in terms:
            row = rows[at]
            for other, factor in terms:
                row[other] += value * factor
            row[size] += value * miss
    moves = solved(rows)
    controls = list(controls)
    for at, control in enumerate(free):
        x, y = controls[control]
        controls[control] = x + moves[2 * at], y + moves[2 * at + 1]
    return controls


def solved(rows):
    """The solution of linear equations, each a row of factors and the sum; the diagonal is never nought."""
    size = len(rows)
    for at, pivot in enumerate(rows):
        for row in rows[at + 1 :]:
            factor = row[at] / pivot[at]
            if factor:
                for column in range(at, size + 1):
                    row[column] -= factor * pivot[column]
    values = [0.0] * size
    for at in range(size - 1, -1, -1):
        row = rows[at]
        values[at] = (row[size] - sum(row[k] * values[k] for k in range(at + 1, size))) / row[at]
    return values
