//! Interval arithmetic: a table of claims with their verdicts, and that nothing true is ever called false.

use gongwen_core::interval::{End, Interval, Verdict, last_digit};
use gongwen_core::report::{Figure, Qualifier, Upper};
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

/// A figure as it is printed: `100余万元`, `超5000人`, `1-2名`.
fn figure(text: &str) -> Figure {
    let text = text.trim();
    let number = |c: char| c.is_ascii_digit() || c == '.';
    let begin = text.find(|c: char| c.is_ascii_digit() || c == '-').expect("a number");
    let sign = usize::from(text[begin..].starts_with('-'));
    let length = |text: &str| text.find(|c: char| !number(c)).unwrap_or(text.len());
    let end = begin + sign + length(&text[begin + sign..]);
    let (value, mut behind) = (text[begin..end].parse().expect("a number"), &text[end..]);
    let mut upper = None;
    if let Some(rest) = behind.strip_prefix('-') {
        let (value, unit) = rest.split_at(length(rest));
        upper = Some(Upper { joint: "-".into(), value: value.parse().expect("a number") });
        behind = unit;
    }
    let plain = Figure { value, upper, unit: behind.to_owned(), ..Figure::default() };
    let with = |qualifier: Qualifier| {
        let unit = behind.replacen(qualifier.word(), "", 1);
        Figure { unit, qualifier: Some(qualifier), ..plain.clone() }
    };
    let figure = Qualifier::ALL.into_iter().map(with).find(|figure| figure.display() == text);
    let figure = figure.unwrap_or(plain.clone());
    assert_eq!(figure.display(), text);
    figure
}

fn verdict(line: &str) -> Verdict {
    let (claim, computed, included) = match line.split_once('⊇') {
        Some((claim, parts)) => (claim, parts, true),
        None => line.split_once('=').map(|(claim, parts)| (claim, parts, false)).expect("a claim"),
    };
    let claim = figure(claim);
    let as_claimed = |text: &str| {
        let part = figure(text);
        Interval::of(&part).convert(&part.unit, &claim.unit).expect("one unit")
    };
    let own = Interval::of(&claim);
    if let Some((above, below)) = computed.split_once(['÷', '~']) {
        let (above, below) = (figure(above), figure(below));
        let part = Interval::of(&above).convert(&above.unit, &below.unit).expect("one unit");
        let whole = Interval::of(&below);
        return own.equals(match computed.contains('~') {
            true => Interval::growth(part, whole),
            false => part.rate(whole),
        });
    }
    let sum = Interval::sum(computed.split(" + ").map(as_claimed));
    if included { own.includes(sum) } else { own.equals(sum) }
}

#[test]
fn every_claim_has_its_verdict() {
    let (mut count, mut wrong) = (0, Vec::new());
    for line in include_str!("intervals.txt").lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (claim, expected) = line.rsplit_once(" : ").expect("a verdict");
        let expected = match expected {
            "相符" => Verdict::Holds,
            "不符" => Verdict::Fails,
            "无法判断" => Verdict::Open,
            other => panic!("{other} is no verdict"),
        };
        count += 1;
        let found = verdict(claim);
        if found != expected {
            wrong.push(format!("{line}: {found:?}"));
        }
    }
    assert_eq!(wrong, [""; 0]);
    assert!(count >= 120, "{count} cases");
}

#[test]
fn what_a_printed_number_means() {
    for (text, expected) in [
        ("8.6亿元", "[8.55, 8.65]"),
        ("8.60亿元", "[8.595, 8.605]"),
        ("620万元", "[619.5, 620.5]"),
        ("7023户", "[7023, 7023]"),
        ("2万户", "[1.5, 2.5]"),
        ("137.3%", "[137.25, 137.35]"),
        ("-3.5%", "[-3.55, -3.45]"),
        ("3个百分点", "[2.5, 3.5]"),
        ("100余户", "[100, 200)"),
        ("820余人", "[820, 830)"),
        ("1205余人", "[1205, 1206)"),
        ("70余万元", "[70, 80)"),
        ("2.8万余元", "[2.8, 2.9)"),
        ("3万多元", "[3, 4)"),
        ("超5000人", "[5000, ∞)"),
        ("5000人以上", "[5000, ∞)"),
        ("近900人", "[800, 900]"),
        ("近100人", "[50, 100]"),
        ("不足900人", "(-∞, 900]"),
        ("约94.5万元", "(-∞, ∞)"),
        ("1-2名", "[1, 2]"),
        ("1.5-2.0万元", "[1.45, 2.05]"),
    ] {
        if let Some((low, high)) = text.split_once('-').filter(|(low, _)| low.contains('.')) {
            let value: Decimal = low.parse().expect("a number");
            let upper = Upper { joint: "-".into(), value: high[..3].parse().expect("a number") };
            let range = Figure { value, upper: Some(upper), unit: "万元".into(), ..Figure::default() };
            assert_eq!(Interval::of(&range).to_string(), expected, "{text}");
            continue;
        }
        assert_eq!(Interval::of(&figure(text)).to_string(), expected, "{text}");
    }
}

#[test]
fn what_does_not_fit_is_open_and_never_a_panic() {
    let ends = [
        Decimal::MAX,
        Decimal::MIN,
        Decimal::ZERO,
        -Decimal::ZERO,
        Decimal::new(1, 28),
        Decimal::new(-1, 28),
        Decimal::ONE,
        Decimal::from_i128_with_scale(79_228_162_514_264_337_593_543_950_335, 28),
    ];
    let mut all = vec![Interval::UNKNOWN];
    for low in ends {
        all.push(Interval::exact(low));
        all.push(Interval::rounded(low));
        for qualifier in [Qualifier::Over, Qualifier::Nearly, Qualifier::Below, Qualifier::AtLeast] {
            all.push(Interval::qualified(low, "万元", Some(qualifier)));
        }
        for high in ends {
            all.extend(Interval::between(End::Open(low), End::Closed(high)));
            all.extend(Interval::between(End::Infinite, End::Open(high)));
        }
    }
    for one in &all {
        assert!(one.convert("亿元", "元").is_some() && one.convert("元", "万亿元").is_some());
        for other in &all {
            for made in [
                *one + *other,
                *one - *other,
                *one * *other,
                one.quotient(*other),
                one.rate(*other),
                Interval::growth(*one, *other),
            ] {
                // Whatever comes out is an interval: its lower end does not lie above the upper one.
                assert!(
                    Interval::between(made.low(), made.high()).is_some(),
                    "{one} and {other} make {made}"
                );
            }
        }
    }
    let too_large = Interval::exact(Decimal::MAX) + Interval::exact(Decimal::MAX);
    assert_eq!(Interval::exact(Decimal::ONE).equals(too_large), Verdict::Open);
    // 28 digits that cannot be added exactly still hold the exact sum.
    let tiny = Interval::exact(Decimal::new(1, 28)) + Interval::exact(Decimal::from(10_i64.pow(17)));
    assert!(tiny.low() != tiny.high() && tiny.contains(Decimal::from(10_i64.pow(17))), "{tiny}");
}

fn printed(value: Decimal, digits: u32, strategy: RoundingStrategy) -> Interval {
    let mut rounded = value.round_dp_with_strategy(digits, strategy);
    rounded.rescale(digits);
    Interval::rounded(rounded)
}

fn strategy() -> impl Strategy<Value = RoundingStrategy> {
    prop::sample::select(vec![RoundingStrategy::MidpointAwayFromZero, RoundingStrategy::MidpointNearestEven])
}

fn value() -> impl Strategy<Value = Decimal> {
    (-9_000_000_i64..9_000_000, 0_u32..7).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale))
}

fn positive() -> impl Strategy<Value = Decimal> {
    (1_i64..9_000_000, 0_u32..7).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale))
}

/// A word, and the number that is printed with it for a true value.
fn with_word(value: Decimal, word: Qualifier, place: u32) -> Option<(Decimal, Qualifier)> {
    let unit = Decimal::from(10_u64.pow(place));
    let floor = (value / unit).floor() * unit;
    let ceiling = (value / unit).ceil() * unit;
    let stated = match word {
        Qualifier::Nearly | Qualifier::Below => ceiling,
        _ => floor,
    };
    // Who says 100余 of 146 has cut at the digit that is the last one not 0, and 近 is not said of a half.
    let fits = match word {
        Qualifier::Over => last_digit(stated) >= Some(unit) && value < stated + unit,
        Qualifier::Nearly => value * Decimal::TWO >= stated,
        _ => true,
    };
    (fits && !stated.is_zero()).then_some((stated.normalize(), word))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn true_sums_are_possible(
        parts in prop::collection::vec((value(), 0_u32..4, strategy()), 1..8),
        digits in 0_u32..4,
        how in strategy(),
    ) {
        let total: Decimal = parts.iter().map(|(value, ..)| *value).sum();
        let sum = Interval::sum(parts.iter().map(|(value, digits, how)| printed(*value, *digits, *how)));
        let claim = printed(total, digits, how);
        prop_assert!(sum.contains(total));
        prop_assert_eq!(claim.equals(sum), Verdict::Holds);
        // Further away than all rounding together is impossible, and just within it is not.
        let slack: Decimal = parts.iter().map(|(_, digits, _)| Decimal::new(5, digits + 1)).sum::<Decimal>()
            + Decimal::new(5, digits + 1);
        let shown: Decimal = sum.low().value().zip(sum.high().value()).map(|(low, high)| (low + high) / Decimal::TWO)
            .expect("both ends");
        let away = |distance: Decimal| {
            let middle = shown + distance;
            let half = Decimal::new(5, digits + 1);
            Interval::between(End::Closed(middle - half), End::Closed(middle + half)).expect("it rises")
        };
        let bit = Decimal::new(1, 9);
        for sign in [Decimal::ONE, -Decimal::ONE] {
            prop_assert_eq!(away(sign * (slack + bit)).equals(sum), Verdict::Fails);
            prop_assert_eq!(away(sign * (slack - bit)).equals(sum), Verdict::Holds);
        }
    }

    #[test]
    fn true_rates_and_growth_are_possible(
        part in (value(), 0_u32..3, strategy()),
        whole in (positive(), 0_u32..3, strategy()),
        digits in 0_u32..4,
        how in strategy(),
    ) {
        let (above, below) = (printed(part.0, part.1, part.2), printed(whole.0, whole.1, whole.2));
        let rate = part.0 * Decimal::ONE_HUNDRED / whole.0;
        prop_assert_ne!(printed(rate, digits, how).equals(above.rate(below)), Verdict::Fails);
        let growth = rate - Decimal::ONE_HUNDRED;
        let computed = Interval::growth(above, below);
        prop_assert_ne!(printed(growth, digits, how).equals(computed), Verdict::Fails);
        // What lies beyond its ends is not possible: they are those of the four corners.
        if let (Some(low), Some(high)) = (computed.low().value(), computed.high().value()) {
            let gap = Decimal::new(5, digits + 1) + Decimal::new(1, 9);
            let claim = |middle: Decimal| {
                let half = Decimal::new(5, digits + 1);
                Interval::between(End::Closed(middle - half), End::Closed(middle + half)).expect("it rises")
            };
            prop_assert_eq!(claim(low - gap).equals(computed), Verdict::Fails);
            prop_assert_eq!(claim(high + gap).equals(computed), Verdict::Fails);
        }
    }

    #[test]
    fn products_hold_every_product(
        one in (value(), value()), other in (value(), value()), at in (0_u32..=10, 0_u32..=10),
    ) {
        let span = |(a, b): (Decimal, Decimal)| {
            Interval::between(End::Closed(a.min(b)), End::Closed(a.max(b))).expect("it rises")
        };
        let inside = |(a, b): (Decimal, Decimal), at: u32| {
            a.min(b) + (a.max(b) - a.min(b)) * Decimal::new(at.into(), 1)
        };
        let product = span(one) * span(other);
        prop_assert!(product.contains(inside(one, at.0) * inside(other, at.1)), "{product}");
        let difference = span(one) - span(other);
        prop_assert!(difference.contains(inside(one, at.0) - inside(other, at.1)), "{difference}");
    }

    #[test]
    fn words_hold_what_they_stand_for(
        parts in prop::collection::vec((1_i64..100_000, 0_usize..5, 0_u32..4), 1..6),
    ) {
        let words = [None, Some(Qualifier::Over), Some(Qualifier::Exceeding), Some(Qualifier::Nearly),
            Some(Qualifier::Below)];
        let mut sum = Interval::exact(Decimal::ZERO);
        let mut total = Decimal::ZERO;
        for (count, word, place) in parts {
            let value = Decimal::from(count);
            total += value;
            let (stated, word) = match words[word].and_then(|word| with_word(value, word, place)) {
                Some((stated, word)) => (stated, Some(word)),
                None => (value, None),
            };
            let meant = Interval::qualified(stated, "户", word);
            prop_assert!(meant.contains(value), "{value} is not in {meant}: {stated} {word:?}");
            sum = sum + meant;
        }
        prop_assert_ne!(Interval::printed(total, "户").equals(sum), Verdict::Fails);
    }

    #[test]
    fn scales_change_nothing(value in value(), digits in 0_u32..3) {
        let meant = printed(value, digits, RoundingStrategy::MidpointAwayFromZero);
        let there = meant.convert("亿元", "千元").expect("one unit");
        let back = there.convert("千元", "亿元").expect("one unit");
        prop_assert_eq!(back.to_string(), meant.to_string());
    }
}
