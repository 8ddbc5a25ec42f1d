//! Fonts that many files have in common: cut and compressed once, embedded in each.

use std::collections::{BTreeMap, BTreeSet};

use gongwen_fonts::{Face, FaceId, Fonts};
use gongwen_layout::Pages;
use lopdf::{Dictionary, Document, Object, Stream};
use printpdf::{Mm, PdfPage};
use sha2::{Digest, Sha256};

use crate::compress::Compressor;
use crate::error::{Error, Fault};
use crate::objects::objects;
use crate::subset::{self, EmbeddedGlyph, Part, Subset, Subsets, Used};

/// Level of the compression: paid once, so that the files are as small as can be.
const LEVEL: u32 = 9;

/// Subsets 字体子集 that the files of a run share. A file embeds those of the faces that it shows, and for glyphs that
/// they lack a small font of its own; what it is depends on the samples and on its own pages, and on nothing else.
///
/// ```
/// use gongwen_fonts::Fonts;
/// use gongwen_layout::Pages;
/// use gongwen_pdf::{Options, SharedSubsets, render_with};
/// let (fonts, pages) = (Fonts::embedded(), Pages::default());
/// let shared = SharedSubsets::new([&pages], &fonts)?;
/// let pdf = render_with(&pages, &fonts, &shared, &Options::default())?;
/// # Ok::<(), gongwen_pdf::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct SharedSubsets {
    faces: BTreeMap<FaceId, Shared>,
}

/// One face, as it goes into each file.
#[derive(Debug)]
struct Shared {
    resource: String,
    name: String,
    codes: Vec<u16>,
    /// Text and width, by code.
    cells: Vec<(String, i64)>,
    objects: Objects,
}

/// The objects of an embedded font; references among them are set anew in each file.
#[derive(Debug)]
struct Objects {
    font: Dictionary,
    to_unicode: Stream,
    descriptor: Dictionary,
    /// The key of the font program in its descriptor, `FontFile2` or `FontFile3`.
    program_key: Vec<u8>,
    program: Stream,
}

impl SharedSubsets {
    /// Shares the glyphs that at least half of these documents show. They stand for the others of a run: the first
    /// few will do, as what most of them show, nearly all do.
    ///
    /// # Errors
    /// [`Error::Subset`] as for a single file.
    pub fn new<'p>(
        samples: impl IntoIterator<Item = &'p Pages>,
        fonts: &Fonts,
    ) -> Result<SharedSubsets, Error> {
        let samples: Vec<&Pages> = samples.into_iter().collect();
        Ok(SharedSubsets::of(&samples, fonts)?)
    }

    fn of(samples: &[&Pages], fonts: &Fonts) -> Result<SharedSubsets, Fault> {
        // How many documents show a glyph, and the text that it stands for in the first of them.
        let mut counts: BTreeMap<FaceId, BTreeMap<u16, (usize, &str)>> = BTreeMap::new();
        for pages in samples {
            let mut seen = BTreeSet::new();
            for run in subset::runs(pages) {
                let counts = counts.entry(run.face).or_default();
                for glyph in run.glyphs.iter().filter(|glyph| seen.insert((run.face, glyph.id))) {
                    let text = run.text.get(glyph.text.clone()).unwrap_or_default();
                    counts.entry(glyph.id).or_insert((0, text)).0 += 1;
                }
            }
        }
        let mut subsets = Subsets::default();
        for (id, counts) in counts {
            let mut used = Used::default();
            for (glyph, (_, text)) in counts.iter().filter(|(_, (count, _))| 2 * count >= samples.len()) {
                used.put(*glyph, text);
            }
            if !used.glyphs.is_empty() {
                let resource = format!("S{}", subsets.0.len() + 1);
                // They are made here as the own fonts of a file without text.
                subsets.0.insert((id, Part::Own), subset::cut(fonts.face(id), used, Part::Shared, resource)?);
            }
        }
        let specimens = subsets.own().flat_map(|subset| subset.specimen()).collect();
        let page = PdfPage::new(Mm(210.0), Mm(297.0), specimens);
        let mut document = objects(vec![page], &mut subsets);
        subset::complete_descriptors(&mut document, &subsets);
        let resources = resources(&document)?;
        let mut faces = BTreeMap::new();
        for ((id, _), subset) in subsets.0 {
            let font = document.get_dictionary(resources.get(subset.resource.as_bytes())?.as_reference()?)?;
            let objects = Objects::take(font.clone(), &document)?;
            let cells = subset.cells.iter().map(|cell| (cell.text.to_owned(), cell.width)).collect();
            let shared = Shared {
                resource: subset.resource,
                name: subset.name,
                codes: subset.codes.into_owned(),
                cells,
                objects,
            };
            faces.insert(id, shared);
        }
        Ok(SharedSubsets { faces })
    }

    /// SHA-256 of which glyphs of which faces are shared: with other ones, other files come of the same pages.
    pub fn digest(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        for shared in self.faces.values() {
            hash.update(&shared.name);
            hash.update(b"\n");
        }
        hash.finalize().into()
    }

    /// Ids in the shared font by ids in the face; 0 for a glyph that is not shared.
    pub(crate) fn codes(&self, face: FaceId) -> &[u16] {
        self.faces.get(&face).map_or(&[], |shared| &shared.codes)
    }

    /// The shared font of a face.
    pub(crate) fn subset<'a>(&'a self, id: FaceId, face: &'a Face) -> Option<Subset<'a>> {
        let shared = self.faces.get(&id)?;
        let cells = shared.cells.iter().enumerate().map(|(code, (text, width))| EmbeddedGlyph {
            part: Part::Shared,
            code: u16::try_from(code).unwrap_or(0),
            text,
            width: *width,
        });
        let (resource, name) = (shared.resource.clone(), shared.name.clone());
        Some(Subset::ready(resource, name, face, &shared.codes, cells.collect()))
    }

    /// Puts the shared fonts that a document uses into it.
    pub(crate) fn embed(&self, document: &mut Document, subsets: &Subsets<'_>) -> Result<(), Fault> {
        if self.faces.is_empty() {
            return Ok(());
        }
        let mut fonts = Vec::new();
        for (id, _) in subsets.0.keys().filter(|(_, part)| *part == Part::Shared) {
            if let Some(shared) = self.faces.get(id) {
                fonts.push((shared.resource.as_str(), shared.objects.put(document)?));
            }
        }
        if let Ok(resources) = resources_mut(document) {
            fonts.into_iter().for_each(|(name, font)| resources.set(name, font));
        }
        Ok(())
    }
}

impl Objects {
    fn take(mut font: Dictionary, document: &Document) -> Result<Objects, Fault> {
        let mut compressor = Compressor::new(LEVEL);
        let mut stream = |reference: &Object| -> Result<Stream, Fault> {
            let mut stream = document.get_object(reference.as_reference()?)?.as_stream()?.clone();
            compressor.stream(&mut stream)?;
            Ok(stream)
        };
        let to_unicode = stream(font.get(b"ToUnicode")?)?;
        let descendant = descendant(&mut font)?;
        let descriptor = descendant.get(b"FontDescriptor")?.as_reference()?;
        let descriptor = document.get_dictionary(descriptor)?.clone();
        let keys: [&[u8]; 2] = [b"FontFile2", b"FontFile3"];
        let program_key = keys.into_iter().find(|key| descriptor.has(key)).unwrap_or(b"FontFile2");
        let program = stream(descriptor.get(program_key)?)?;
        Ok(Objects { font, to_unicode, descriptor, program_key: program_key.to_vec(), program })
    }

    /// Puts the objects into a document.
    fn put(&self, document: &mut Document) -> Result<Object, Fault> {
        let program = document.add_object(self.program.clone());
        let mut descriptor = self.descriptor.clone();
        descriptor.set(self.program_key.clone(), program);
        let descriptor = document.add_object(descriptor);
        let to_unicode = document.add_object(self.to_unicode.clone());
        let mut font = self.font.clone();
        font.set("ToUnicode", to_unicode);
        self::descendant(&mut font)?.set("FontDescriptor", descriptor);
        Ok(Object::Reference(document.add_object(font)))
    }
}

fn descendant(font: &mut Dictionary) -> Result<&mut Dictionary, Fault> {
    let descendants = font.get_mut(b"DescendantFonts")?.as_array_mut()?;
    let first = descendants.first_mut().ok_or(lopdf::Error::DictKey("DescendantFonts".to_owned()))?;
    Ok(first.as_dict_mut()?)
}

/// The dictionary of fonts, which all pages share.
fn fonts_id(document: &Document) -> Result<lopdf::ObjectId, Fault> {
    let page = document.page_iter().next().ok_or(lopdf::Error::PageNumberNotFound(1))?;
    let resources = document.get_dictionary(page)?.get(b"Resources")?.as_reference()?;
    Ok(document.get_dictionary(resources)?.get(b"Font")?.as_reference()?)
}

fn resources(document: &Document) -> Result<&Dictionary, Fault> {
    Ok(document.get_dictionary(fonts_id(document)?)?)
}

fn resources_mut(document: &mut Document) -> Result<&mut Dictionary, Fault> {
    let id = fonts_id(document)?;
    Ok(document.get_dictionary_mut(id)?)
}
