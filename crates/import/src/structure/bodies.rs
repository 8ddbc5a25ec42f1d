//! Names of bodies 机关单位.

/// How names of bodies end, those that a text is addressed to as well as those that sign it. 委员会 ends in 会, 学校 in 校.
pub(super) const BODIES: [&str; 19] = [
    "政府",
    "局",
    "委",
    "办",
    "村",
    "会",
    "办公室",
    "公司",
    "中心",
    "所",
    "院",
    "校",
    "厅",
    "处",
    "站",
    "组",
    "支部",
    "社区",
    "街道",
];
