package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"rawabit/loader"
	"rawabit/schema"
)

// MaxLine is the longest line of a stream that is read, in bytes. A longer one is
// reported as an error of its own and passed over.
const MaxLine = 16 << 20

// Line is one line of a stream of articles: an article, or what is wrong with it.
type Line struct {
	Number int // from 1
	Input  loader.Input
	Err    error
}

// jsonLine is the form of a line.
type jsonLine struct {
	ID        any         `json:"id"`
	Text      *string     `json:"text"`
	Published schema.Date `json:"published"`
	Title     string      `json:"title"`
	URL       string      `json:"url"`
	Source    string      `json:"source"`
	Lang      string      `json:"lang"`
}

// Lines reads a stream of JSON lines and calls f with each in order, until f
// returns false or the stream ends. Blank lines are passed over. Only an error of
// the reader itself is returned.
func Lines(r io.Reader, f func(Line) bool) error {
	br := bufio.NewReaderSize(r, 1<<20)
	for n := 1; ; n++ {
		data, long, err := readLine(br)
		if len(bytes.TrimSpace(data)) > 0 || long {
			line := parseLine(n, data)
			if long {
				line.Err = schema.Errorf(schema.CodeLimit, "line %d is longer than %d MiB", n, MaxLine>>20)
			}
			if !f(line) {
				return nil
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// readLine reads one line without its end. Of a line longer than MaxLine it keeps
// the beginning.
func readLine(br *bufio.Reader) (data []byte, long bool, err error) {
	for {
		part, err := br.ReadSlice('\n')
		if len(data)+len(part) > MaxLine {
			long = true
			if len(data) == 0 {
				data = append(data, part[:min(len(part), 1<<12)]...)
			}
		} else {
			data = append(data, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		return bytes.TrimRight(data, "\r\n"), long, err
	}
}

func parseLine(n int, data []byte) Line {
	line := Line{Number: n}
	var j jsonLine
	err := json.Unmarshal(data, &j)
	line.Input.ID = idText(j.ID)
	switch {
	case err != nil && schema.ErrorCode(err) == schema.CodeInvalidDate:
		line.Err = err
	case err != nil:
		line.Err = schema.Errorf(schema.CodeInvalid, "line %d is not the JSON of an article: %v", n, err)
	case j.Text == nil:
		line.Err = schema.Errorf(schema.CodeInvalid, "line %d has no \"text\"", n)
	}
	if line.Err != nil {
		if line.Input.ID == "" {
			line.Input.ID = looseID(data)
		}
		return line
	}
	line.Input = loader.Input{
		ID: line.Input.ID, Text: *j.Text, Title: j.Title, Published: j.Published, Source: j.Source, URL: j.URL, Language: j.Lang,
	}
	return line
}

func idText(id any) string {
	switch v := id.(type) {
	case string:
		return v
	case nil:
		return ""
	default:
		out, _ := json.Marshal(v)
		return string(out)
	}
}

// looseID finds the id of a line that is otherwise wrong, so that the error can
// name it.
func looseID(data []byte) string {
	var j struct {
		ID any `json:"id"`
	}
	if json.Unmarshal(data, &j) == nil || j.ID != nil {
		return idText(j.ID)
	}
	return ""
}
