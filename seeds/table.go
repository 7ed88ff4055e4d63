package seeds

import (
	"io/fs"
	"path"
	"sort"
	"strings"

	"rawabit/schema"
)

// Row is one line of a data file.
type Row struct {
	File  string // path within the seeds, "lexicon/verbs-force.tsv"
	Line  int    // from 1
	Cells []string
}

// Cell returns the n-th cell, trimmed, "" where the line is shorter.
func (r Row) Cell(n int) string {
	if n >= len(r.Cells) {
		return ""
	}
	return strings.TrimSpace(r.Cells[n])
}

// List returns the n-th cell as a list separated by bars.
func (r Row) List(n int) []string {
	cell := r.Cell(n)
	if cell == "" {
		return nil
	}
	parts := strings.Split(cell, "|")
	out := parts[:0]
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// Errorf returns an error that names the file and the line.
func (r Row) Errorf(format string, args ...any) error {
	return schema.Errorf(schema.CodeInvalid, "%s, line %d: "+format, append([]any{r.File, r.Line}, args...)...)
}

// readTables reads the rows of all files that match a pattern, in the order of
// file names.
func readTables(fsys fs.FS, pattern string) ([]Row, error) {
	names, err := fs.Glob(fsys, pattern)
	if err != nil {
		return nil, err
	}
	sort.Strings(names)
	var rows []Row
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		for n, line := range strings.Split(string(data), "\n") {
			line = strings.TrimRight(line, "\r")
			if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
				continue
			}
			rows = append(rows, Row{File: path.Clean(name), Line: n + 1, Cells: strings.Split(line, "\t")})
		}
	}
	return rows, nil
}
