package source_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"rawabit/loader"
	"rawabit/loader/source"
	"rawabit/schema"
)

const sample = "التقى وزير الخارجية السوري نظيره التركي في أنقرة يوم الثلاثاء وبحثا الأوضاع في شمال البلاد وعودة اللاجئين إلى ديارهم."

func encode(t *testing.T, e encoding.Encoding, text string) []byte {
	t.Helper()
	data, err := e.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestDecode(t *testing.T) {
	for _, tt := range []struct {
		name string
		data []byte
	}{
		{"UTF-8", []byte(sample)},
		{"UTF-8 with a byte order mark", append([]byte("\xef\xbb\xbf"), sample...)},
		{"UTF-16 little endian", encode(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), sample)},
		{"UTF-16 big endian", encode(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), sample)},
		{"Windows-1256", encode(t, charmap.Windows1256, sample)},
		{"ISO 8859-6", encode(t, charmap.ISO8859_6, sample)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := source.Decode(tt.data)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(sample, got); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDecodeErrors(t *testing.T) {
	for _, tt := range []struct {
		name string
		data string
		code schema.Code
	}{
		{"no bytes", "", schema.CodeEmpty},
		{"white space", " \n\t", schema.CodeEmpty},
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", schema.CodeNotText},
		{"control bytes", strings.Repeat("\x01\x02ab", 20), schema.CodeNotText},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := source.Decode([]byte(tt.data)); schema.ErrorCode(err) != tt.code {
				t.Errorf("Decode gives %v, want an error of code %s", err, tt.code)
			}
		})
	}
}

func TestReadFile(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	path := write("visit.txt", sample)
	write("visit.meta.json", `{"published":"2025-05-06","source":"وكالة","title":"زيارة","lang":"ar","url":"https://example.org/1"}`)
	got, err := source.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	published, err := schema.ParseDate("2025-05-06")
	if err != nil {
		t.Fatal(err)
	}
	want := loader.Input{ID: "visit", Text: sample, Title: "زيارة", Source: "وكالة", URL: "https://example.org/1", Language: "ar", Published: published}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("article (-want +got):\n%s", diff)
	}

	plain, err := source.ReadFile(write("bare.txt", sample))
	if err != nil || plain.ID != "bare" || !plain.Published.IsZero() {
		t.Errorf("a file alone gives %+v, %v; want id bare and no date", plain, err)
	}

	write("broken.meta.json", `{"published":`)
	for _, tt := range []struct {
		name, path string
		code       schema.Code
		says       string
	}{
		{"missing", filepath.Join(dir, "none.txt"), schema.CodeNotFound, "no such file"},
		{"without an end", "/dev/zero", schema.CodeLimit, "64 MiB"},
		{"a folder", dir, schema.CodeInvalid, "directory"},
		{"empty", write("empty.txt", ""), schema.CodeEmpty, "empty.txt"},
		{"metadata that is no JSON", write("broken.txt", sample), schema.CodeInvalid, "broken.meta.json"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := source.ReadFile(tt.path)
			if schema.ErrorCode(err) != tt.code || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("ReadFile(%s) gives %v; want code %s and %q", tt.path, err, tt.code, tt.says)
			}
		})
	}
}

func TestLines(t *testing.T) {
	stream := `{"id":"a","text":"خبر أول","published":"2025-01-02","lang":"ar"}

{"id":7,"text":"خبر ثان"}` + "\r" + `
{"id":"c"}
not json
{"id":"d","text":"خبر","published":"2025-13-45"}
{"id":"e","text":"خبر أخير"}`
	type line struct {
		Number int
		ID     string
		Code   schema.Code
	}
	var got []line
	err := source.Lines(strings.NewReader(stream), func(l source.Line) bool {
		entry := line{Number: l.Number, ID: l.Input.ID}
		if l.Err != nil {
			entry.Code = schema.ErrorCode(l.Err)
		}
		got = append(got, entry)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []line{
		{1, "a", ""},
		{3, "7", ""},
		{4, "c", schema.CodeInvalid},
		{5, "", schema.CodeInvalid},
		{6, "d", schema.CodeInvalidDate},
		{7, "e", ""},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

func TestLinesStopWhenToldAndPassOverALongOne(t *testing.T) {
	long := `{"id":"big","text":"` + strings.Repeat("ا", source.MaxLine) + `"}`
	var codes []schema.Code
	err := source.Lines(strings.NewReader(long+"\n{\"id\":\"b\",\"text\":\"خبر\"}\n{\"id\":\"c\",\"text\":\"خبر\"}"), func(l source.Line) bool {
		code := schema.Code("")
		if l.Err != nil {
			code = schema.ErrorCode(l.Err)
		}
		codes = append(codes, code)
		return len(codes) < 2
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]schema.Code{schema.CodeLimit, ""}, codes); diff != "" {
		t.Errorf("codes (-want +got):\n%s", diff)
	}
}

func TestLinesGiveTheErrorOfTheReader(t *testing.T) {
	broken := errors.New("the line broke")
	r := io.MultiReader(strings.NewReader("{\"id\":\"a\",\"text\":\"خبر\"}\n"), failing{broken})
	if err := source.Lines(r, func(source.Line) bool { return true }); !errors.Is(err, broken) {
		t.Errorf("Lines gives %v, want %v", err, broken)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
