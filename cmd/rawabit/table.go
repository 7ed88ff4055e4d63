package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/clipperhouse/displaywidth"
	"golang.org/x/term"
)

// table prints rows of cells in aligned columns. Each cell that holds Arabic is
// isolated, so that a terminal that reorders text keeps the columns in place.
type table struct {
	head []string
	rows [][]string
	last int // width that the last column may take, 0 for no limit
}

const (
	isolate    = "\u2068"
	popIsolate = "\u2069"
)

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

func (t *table) print(out io.Writer) {
	widths := make([]int, len(t.head))
	for _, row := range append([][]string{t.head}, t.rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], displaywidth.String(cell))
		}
	}
	line := func(cells []string) {
		var b strings.Builder
		for i, cell := range cells {
			if i == len(cells)-1 {
				b.WriteString(wrapArabic(shorten(cell, t.last)))
				break
			}
			b.WriteString(wrapArabic(cell))
			b.WriteString(strings.Repeat(" ", widths[i]-displaywidth.String(cell)+2))
		}
		fmt.Fprintln(out, strings.TrimRight(b.String(), " "))
	}
	line(t.head)
	rule := make([]string, len(widths))
	for i, w := range widths {
		if t.last > 0 && i == len(widths)-1 {
			w = min(w, t.last)
		}
		rule[i] = strings.Repeat("─", w)
	}
	fmt.Fprintln(out, strings.Join(rule, "  "))
	for _, row := range t.rows {
		line(row)
	}
}

func wrapArabic(cell string) string {
	for _, r := range cell {
		if r >= 0x0590 && r <= 0x08FF {
			return isolate + cell + popIsolate
		}
	}
	return cell
}

// shorten cuts a cell at a word end so that it takes at most width columns, an
// ellipsis included. Width 0 leaves it whole.
func shorten(cell string, width int) string {
	if width <= 0 || displaywidth.String(cell) <= width {
		return cell
	}
	var b strings.Builder
	for i, word := range strings.Fields(cell) {
		next := word
		if i > 0 {
			next = " " + word
		}
		if displaywidth.String(b.String()+next)+1 > width {
			break
		}
		b.WriteString(next)
	}
	return b.String() + "…"
}

// terminalWidth returns the columns of the terminal behind w, or fallback where
// there is none.
func terminalWidth(w io.Writer, fallback int) int {
	if f, ok := w.(*os.File); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			return width
		}
	}
	return fallback
}

// isTerminal reports whether w is a terminal.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
