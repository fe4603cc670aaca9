//! How large a workbook may be. A limit on everything: workbooks come from anybody.
//!
//! Start with [`CELLS_MAX`]. The largest questionnaires of the field have some 2,000 rows; with
//! lists of localities some 20,000. Knows nothing of who measures.

/// The file as it arrives, in bytes.
/// `refusal.rs` says it in words.
pub const FILE_BYTES_MAX: usize = 10 * 1024 * 1024;
/// The files inside an XLSX.
pub const ENTRIES_MAX: usize = 1_000;
/// One file inside an XLSX, inflated, in bytes.
pub const ENTRY_BYTES_MAX: u64 = 32 * 1024 * 1024;
/// All the files inside an XLSX, inflated, in bytes.
pub const INFLATED_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// XML elements in all the files inside an XLSX: about three for a cell. Bounds the time.
pub const ELEMENTS_MAX: usize = 2_000_000;
/// Elements inside elements in the XML of an XLSX. Spreadsheets write about ten.
pub const DEPTH_MAX: usize = 64;
/// Sheets of a workbook.
pub const SHEETS_MAX: usize = 20;
/// The last row of a sheet that may hold something.
pub const ROWS_MAX: u32 = 20_000;
/// The columns of a sheet that may hold something.
pub const COLUMNS_MAX: u32 = 200;
/// The text of a cell, in characters. A spreadsheet allows 32,767.
pub const CELL_CHARS_MAX: usize = 10_000;
/// Cells of a workbook that hold something.
pub const CELLS_MAX: usize = 400_000;
/// All the text of a workbook, in bytes: a text that cells share counts once a cell.
pub const TEXT_BYTES_MAX: usize = 16 * 1024 * 1024;
