//! Pages to show on a screen.

use crate::Printed;

impl Printed<'_> {
    /// One page as SVG, to be shown with the style sheet of [`pages_svg`](crate::pages_svg); empty for a page that there is
    /// not.
    ///
    /// ```
    /// use gongwen::{Fonts, Press, Report};
    /// let press = Press::new(Fonts::embedded());
    /// let report = Report::from_toml(gongwen::report::STARTER)?;
    /// assert!(press.print(&report)?.svg(0).starts_with("<svg"));
    /// # Ok::<(), gongwen::Error>(())
    /// ```
    pub fn svg(&self, page: usize) -> String {
        gongwen_svg::page(&self.pages, page, self.press.fonts())
    }
}
