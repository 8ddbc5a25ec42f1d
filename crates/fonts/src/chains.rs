//! Name chains: under which names each official face, and what may stand in for it, is installed on
//! Windows, macOS, WPS, Kylin, UOS and other Linux systems. The first that is there is used.

use gongwen_core::FaceRole;

/// One name to look for.
pub(crate) struct Candidate {
    /// Family, full or PostScript name.
    pub(crate) name: &'static str,
    /// Weight to take of the family.
    pub(crate) weight: u16,
    /// Whether this is the official face itself.
    pub(crate) official: bool,
}

const fn official(name: &'static str) -> Candidate {
    Candidate { name, weight: 400, official: true }
}

const fn stand_in(name: &'static str) -> Candidate {
    Candidate { name, weight: 400, official: false }
}

const fn bold(name: &'static str) -> Candidate {
    Candidate { name, weight: 700, official: false }
}

const FANG_SONG: &[Candidate] = &[
    official("仿宋_GB2312"),
    official("FangSong_GB2312"),
    official("方正仿宋_GB2312"),
    official("FZFangSong_GB2312"),
    stand_in("仿宋"),
    stand_in("FangSong"),
    stand_in("方正仿宋简体"),
    stand_in("方正仿宋_GBK"),
    stand_in("华文仿宋"),
    stand_in("STFangsong"),
    stand_in("汉仪仿宋"),
    stand_in("Zhuque Fangsong"),
    stand_in("Zhuque Fangsong (technical preview)"),
    stand_in("FandolFang"),
    stand_in("LXGW WenKai Light"),
];

const KAI_TI: &[Candidate] = &[
    official("楷体_GB2312"),
    official("KaiTi_GB2312"),
    official("方正楷体_GB2312"),
    stand_in("楷体"),
    stand_in("KaiTi"),
    stand_in("方正楷体简体"),
    stand_in("方正楷体_GBK"),
    stand_in("华文楷体"),
    stand_in("STKaiti"),
    stand_in("Kaiti SC"),
    stand_in("AR PL KaitiM GB"),
    stand_in("FandolKai"),
    stand_in("LXGW WenKai"),
];

const HEI_TI: &[Candidate] = &[
    official("黑体"),
    official("SimHei"),
    stand_in("方正黑体简体"),
    stand_in("方正黑体_GBK"),
    stand_in("华文黑体"),
    stand_in("STHeiti"),
    stand_in("Heiti SC"),
    stand_in("Noto Sans CJK SC"),
    stand_in("Source Han Sans SC"),
    stand_in("Noto Sans SC"),
    stand_in("FandolHei"),
];

const XIAO_BIAO_SONG: &[Candidate] = &[
    official("方正小标宋简体"),
    official("FZXiaoBiaoSong-B05S"),
    official("方正小标宋_GBK"),
    official("FZXiaoBiaoSong-B05"),
    stand_in("华文中宋"),
    stand_in("STZhongsong"),
    bold("Noto Serif CJK SC"),
    bold("Source Han Serif SC"),
    bold("Noto Serif SC"),
    bold("FandolSong"),
    stand_in("宋体"),
    stand_in("SimSun"),
];

const SONG: &[Candidate] = &[
    official("宋体"),
    official("SimSun"),
    official("方正书宋_GBK"),
    stand_in("华文宋体"),
    stand_in("STSong"),
    stand_in("Songti SC"),
    stand_in("Noto Serif CJK SC"),
    stand_in("Source Han Serif SC"),
    stand_in("Noto Serif SC"),
    stand_in("AR PL SungtiL GB"),
    stand_in("FandolSong"),
];

/// The chain of a role.
pub(crate) fn chain(role: FaceRole) -> &'static [Candidate] {
    match role {
        FaceRole::FangSong => FANG_SONG,
        FaceRole::KaiTi => KAI_TI,
        FaceRole::HeiTi => HEI_TI,
        FaceRole::XiaoBiaoSong => XIAO_BIAO_SONG,
        FaceRole::Song => SONG,
    }
}
