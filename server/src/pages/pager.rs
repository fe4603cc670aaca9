//! Pages of a long table, kept in the address beside its filters.

use super::words::in_query;

/// Rows on one page of a table.
pub const ROWS: u64 = 50;

/// Which page of how many, and the addresses around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pager {
    /// From 1.
    pub page: u64,
    /// At least 1.
    pub pages: u64,
    /// Rows in all.
    pub rows: u64,
    path: String,
    filters: Vec<(&'static str, String)>,
}

impl Pager {
    /// The pager of a table of `rows` rows at `path`; a page beyond the last becomes the last.
    pub fn new(
        path: &str,
        filters: &[(&'static str, &str)],
        asked: Option<u64>,
        rows: u64,
    ) -> Pager {
        let pages = rows.div_ceil(ROWS).max(1);
        let page = asked.unwrap_or(1).clamp(1, pages);
        let kept = filters.iter().filter(|(_, value)| !value.is_empty());
        let filters = kept
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect();
        Pager {
            page,
            pages,
            rows,
            path: path.to_owned(),
            filters,
        }
    }

    /// How many rows lie before this page.
    pub fn skip(&self) -> u64 {
        (self.page - 1) * ROWS
    }

    /// Number of the first row shown, from 1; 0 in an empty table.
    pub fn first(&self) -> u64 {
        if self.rows == 0 { 0 } else { self.skip() + 1 }
    }

    /// Number of the last row shown.
    pub fn last(&self) -> u64 {
        (self.skip() + ROWS).min(self.rows)
    }

    /// The page before, if any.
    pub fn before(&self) -> Option<String> {
        (self.page > 1).then(|| self.address(self.page - 1))
    }

    /// The page after, if any.
    pub fn after(&self) -> Option<String> {
        (self.page < self.pages).then(|| self.address(self.page + 1))
    }

    /// The address of a page, with the filters.
    pub fn address(&self, page: u64) -> String {
        let mut pairs: Vec<String> = self
            .filters
            .iter()
            .map(|(name, value)| format!("{name}={}", in_query(value)))
            .collect();
        if page > 1 {
            pairs.push(format!("pagina={page}"));
        }
        if pairs.is_empty() {
            self.path.clone()
        } else {
            format!("{}?{}", self.path, pairs.join("&"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_keeps_the_filters_in_its_address() {
        let pager = Pager::new(
            "/casos",
            &[("sexo", "woman"), ("ageb", "")],
            Some(2),
            10_000,
        );
        assert_eq!(pager.after().as_deref(), Some("/casos?sexo=woman&pagina=3"));
        assert_eq!(pager.before().as_deref(), Some("/casos?sexo=woman"));
        assert_eq!((pager.first(), pager.last(), pager.pages), (51, 100, 200));
    }

    #[test]
    fn an_empty_table_has_one_page_and_no_rows() {
        let pager = Pager::new("/casos", &[], Some(9), 0);
        assert_eq!(
            (pager.page, pager.pages, pager.first(), pager.last()),
            (1, 1, 0, 0)
        );
        assert_eq!((pager.before(), pager.after()), (None, None));
    }
}
