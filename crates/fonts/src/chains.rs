//! Name chains: under which names each official face, and what may stand in for it, is installed on
//! Windows, macOS, WPS, Kylin, UOS and other Linux systems. Best first. Names are compared without
//! case, spaces, `-` and `_`, with family names in every language and with PostScript names.

use gongwen_document::FaceRole;
use gongwen_document::style::LatinFace;

/// One name to look for.
pub(crate) struct Candidate {
    /// Family, full or PostScript name.
    pub(crate) name: &'static str,
    /// The only weight of the family that will do; `None`: the nearest to regular.
    pub(crate) weight: Option<u16>,
    /// Whether this is the official face itself.
    pub(crate) official: bool,
}

const fn official(name: &'static str) -> Candidate {
    Candidate { name, weight: None, official: true }
}

const fn stand_in(name: &'static str) -> Candidate {
    Candidate { name, weight: None, official: false }
}

/// A regular cut in place of 小标宋 would be too thin.
const fn bold(name: &'static str) -> Candidate {
    Candidate { name, weight: Some(700), official: false }
}

const FANG_SONG: &[Candidate] = &[
    official("仿宋_GB2312"),
    official("FangSong_GB2312"),
    official("方正仿宋_GB2312"),
    official("FZFangSong_GB2312"),
    stand_in("仿宋"),
    stand_in("FangSong"),
    stand_in("方正仿宋_GB18030"),
    stand_in("CESI仿宋-GB2312"),
    stand_in("CESI_FS_GB2312"),
    stand_in("CESI仿宋-GB13000"),
    stand_in("CESI仿宋-GB18030"),
    stand_in("方正仿宋简体"),
    stand_in("FZFangSong-Z02S"),
    stand_in("FZFSJW--GB1-0"),
    stand_in("方正仿宋_GBK"),
    stand_in("FZFangSong-Z02"),
    stand_in("FZFSK--GBK1-0"),
    stand_in("华文仿宋"),
    stand_in("STFangsong"),
    stand_in("汉仪仿宋"),
    stand_in("汉仪仿宋简"),
    stand_in("Zhuque Fangsong"),
    stand_in("Zhuque Fangsong (technical preview)"),
    stand_in("朱雀仿宋"),
    stand_in("FandolFang"),
    stand_in("FandolFang R"),
    // PostScript names of the light cuts: regular serves 楷体. The mono cut has digits of half an em.
    stand_in("LXGW WenKai Mono Light"),
    stand_in("LXGW WenKai Light"),
];

const KAI_TI: &[Candidate] = &[
    official("楷体_GB2312"),
    official("KaiTi_GB2312"),
    official("方正楷体_GB2312"),
    official("FZKaiTi_GB2312"),
    stand_in("楷体"),
    stand_in("KaiTi"),
    stand_in("方正楷体_GB18030"),
    stand_in("CESI楷体-GB2312"),
    stand_in("CESI_KT_GB2312"),
    stand_in("CESI楷体-GB13000"),
    stand_in("CESI楷体-GB18030"),
    stand_in("方正楷体简体"),
    stand_in("FZKai-Z03S"),
    stand_in("FZKTJW--GB1-0"),
    stand_in("方正楷体_GBK"),
    stand_in("FZKai-Z03"),
    stand_in("FZKTK--GBK1-0"),
    stand_in("华文楷体"),
    stand_in("STKaiti"),
    stand_in("Kaiti SC"),
    stand_in("AR PL KaitiM GB"),
    stand_in("AR PL UKai CN"),
    stand_in("FandolKai"),
    stand_in("FandolKai R"),
    stand_in("LXGW WenKai Mono"),
    stand_in("LXGW WenKai"),
];

const HEI_TI: &[Candidate] = &[
    official("黑体"),
    official("SimHei"),
    stand_in("方正黑体_GB18030"),
    stand_in("CESI黑体-GB2312"),
    stand_in("CESI_HT_GB2312"),
    stand_in("CESI黑体-GB13000"),
    stand_in("CESI黑体-GB18030"),
    stand_in("方正黑体简体"),
    stand_in("FZHei-B01S"),
    stand_in("FZHTJW--GB1-0"),
    stand_in("方正黑体_GBK"),
    stand_in("FZHei-B01"),
    stand_in("FZHTK--GBK1-0"),
    stand_in("华文黑体"),
    stand_in("STHeiti"),
    stand_in("Heiti SC"),
    stand_in("Noto Sans CJK SC"),
    stand_in("Source Han Sans SC"),
    stand_in("Source Han Sans CN"),
    stand_in("思源黑体 CN"),
    stand_in("Noto Sans SC"),
    stand_in("FandolHei"),
    stand_in("FandolHei R"),
];

const XIAO_BIAO_SONG: &[Candidate] = &[
    official("方正小标宋简体"),
    official("FZXiaoBiaoSong-B05S"),
    official("FZXBSJW--GB1-0"),
    official("方正小标宋_GBK"),
    official("FZXiaoBiaoSong-B05"),
    official("FZXBSK--GBK1-0"),
    stand_in("方正小标宋_GB18030"),
    stand_in("CESI小标宋-GB2312"),
    stand_in("CESI_XBS_GB2312"),
    stand_in("CESI小标宋-GB13000"),
    stand_in("CESI小标宋-GB18030"),
    stand_in("华文中宋"),
    stand_in("STZhongsong"),
    bold("Noto Serif CJK SC"),
    bold("Source Han Serif SC"),
    bold("Source Han Serif CN"),
    bold("思源宋体 CN"),
    bold("Noto Serif SC"),
    bold("FandolSong"),
    stand_in("FandolSong B"),
    stand_in("宋体"),
    stand_in("SimSun"),
];

const SONG: &[Candidate] = &[
    official("宋体"),
    official("SimSun"),
    stand_in("方正书宋_GB18030"),
    stand_in("CESI宋体-GB2312"),
    stand_in("CESI_SS_GB2312"),
    stand_in("CESI宋体-GB13000"),
    stand_in("CESI宋体-GB18030"),
    stand_in("方正书宋简体"),
    stand_in("FZShuSong-Z01S"),
    stand_in("FZSSJW--GB1-0"),
    stand_in("方正书宋_GBK"),
    stand_in("FZShuSong-Z01"),
    stand_in("FZSSK--GBK1-0"),
    stand_in("华文宋体"),
    stand_in("STSong"),
    stand_in("Songti SC"),
    stand_in("Noto Serif CJK SC"),
    stand_in("Source Han Serif SC"),
    stand_in("Source Han Serif CN"),
    stand_in("思源宋体 CN"),
    stand_in("Noto Serif SC"),
    stand_in("AR PL SungtiL GB"),
    stand_in("AR PL UMing CN"),
    stand_in("FandolSong"),
    stand_in("FandolSong R"),
];

/// Faces for digits and letters; the stand-ins are as wide, character by character.
const TIMES_NEW_ROMAN: &[Candidate] = &[
    official("Times New Roman"),
    official("TimesNewRomanPSMT"),
    stand_in("Liberation Serif"),
    stand_in("Tinos"),
    stand_in("Nimbus Roman"),
    stand_in("TeX Gyre Termes"),
];

/// The chain of a face for digits and letters.
pub(crate) fn latin_chain(face: LatinFace) -> &'static [Candidate] {
    match face {
        LatinFace::TimesNewRoman => TIMES_NEW_ROMAN,
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_begins_with_the_official_face_and_names_stand_ins_after_it() {
        for role in FaceRole::ALL {
            let chain = chain(role);
            assert_eq!(chain.first().map(|first| first.name), Some(role.official_name()));
            assert!(chain.is_sorted_by_key(|candidate| !candidate.official), "{}", role.label());
            for (position, candidate) in chain.iter().enumerate() {
                let earlier = chain.get(..position).unwrap_or_default();
                assert!(earlier.iter().all(|known| known.name != candidate.name), "{}", candidate.name);
            }
        }
    }
}
