package embedded_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rawabit/schema"
	"rawabit/store/embedded"
	"rawabit/store/storetest"
)

func TestCloseLeavesOneFile(t *testing.T) {
	folder := t.TempDir()
	s, err := embedded.Open(t.Context(), filepath.Join(folder, "graph.db"))
	if err != nil {
		t.Fatal(err)
	}
	storetest.Load(t, s)
	if err := s.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if diff := cmp.Diff([]string{"graph.db"}, names); diff != "" {
		t.Errorf("files after Close (-want +got):\n%s", diff)
	}
}

func TestOpenRefuses(t *testing.T) {
	folder := t.TempDir()
	text := filepath.Join(folder, "notes.txt")
	if err := os.WriteFile(text, []byte("ملاحظات طويلة بما يكفي لتكون ملفا"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, path string
		code       schema.Code
		says       string
	}{
		{"a folder that is not there", filepath.Join(folder, "none", "graph.db"), schema.CodeUnavailable, "does not exist"},
		{"a folder", folder, schema.CodeUnavailable, "name another one"},
		{"another kind of file", text, schema.CodeInvalid, "is not a rawabit store"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := embedded.Open(t.Context(), tt.path)
			if err == nil {
				t.Fatal("opened", s.Close(t.Context()))
			}
			if schema.ErrorCode(err) != tt.code || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("Open(%s) gives %v; want code %s and %q", tt.path, err, tt.code, tt.says)
			}
		})
	}
	data, err := os.ReadFile(text)
	if err != nil || !strings.HasPrefix(string(data), "ملاحظات") {
		t.Errorf("the refused file now holds %q, %v", data, err)
	}
}
