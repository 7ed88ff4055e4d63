package script_test

import (
	"strings"
	"testing"

	"rawabit/internal/script"
	"rawabit/loader"
	"rawabit/store"
	"rawabit/store/memory"
)

func TestScripts(t *testing.T) {
	script.Run(t, func(_ *testing.T, clock store.Clock) store.Store { return memory.New(memory.WithClock(clock)) })
}

// TestFailures runs scripts that expect what is not so: each fails at its line and
// says what there is.
func TestFailures(t *testing.T) {
	reader, err := loader.New()
	if err != nil {
		t.Fatal(err)
	}
	const begin = "script x\nload 2026-01-29 a\n  التقى أحمد الشرع فلاديمير بوتين في موسكو أمس.\n"
	const found = "MET ahmed-al-sharaa vladimir-putin 2026-01-28"
	for name, one := range map[string]struct{ text, want string }{
		"another date":       {"expect relations\n  MET ahmed-al-sharaa vladimir-putin 2026-01-27\n", "f:4: "},
		"one too few":        {"expect relations\n", found},
		"another value":      {"expect relations\n  " + found + " sources=2\n", "sources=1"},
		"none where one is":  {"expect no relation " + found + "\n", found},
		"no such change":     {"expect changes\n  CLOSED " + found + "\n", "HAPPENED " + found},
		"a change too many":  {"expect changes\n", "HAPPENED " + found},
		"another belief":     {"expect relations knownAt=2026-01-28\n  " + found + "\n", "(nothing)"},
		"no such filter":     {"expect relations colour=red\n", "colour"},
		"no such key":        {"expect relation " + found + " colour=red\n", "colour"},
		"no such type":       {"expect relation LIKES a b\n", "LIKES"},
		"no such command":    {"hope\n", "no such command"},
		"no such article":    {"again b\n", `"b"`},
		"no such relation":   {"reject MET ahmed-al-sharaa sergei-lavrov\n", "0 relations"},
		"another code":       {"refused CONFLICT merge vladimir-putin nobody\n", "NOT_FOUND"},
		"no refusal":         {"refused CONFLICT confirm " + found + "\n", `the code ""`},
		"a batch left open":  {"batch\nagain a\n", "not ended"},
		"another series":     {"expect dyad ahmed-al-sharaa vladimir-putin by month\n  2026-01-01 5 0 1\n", "2026-01-01 4 0 1"},
		"another path":       {"expect path ahmed-al-sharaa vladimir-putin\n", "ahmed-al-sharaa vladimir-putin"},
		"an unclosed quote":  {`confirm ` + found + ` note="x`, "quotation"},
		"text before script": {"", ""},
	} {
		t.Run(name, func(t *testing.T) {
			text := begin + one.text
			if one.text == "" {
				text = "clock 2026-01-01\n"
			}
			scripts, err := script.Parse("f", text)
			if err == nil {
				var now script.Clock
				err = script.Execute(t.Context(), scripts[0], reader, memory.New(memory.WithClock(now.Now)), &now)
			}
			if err == nil || !strings.HasPrefix(err.Error(), "f:") || !strings.Contains(err.Error(), one.want) {
				t.Errorf("got %v, want %q in it", err, one.want)
			}
		})
	}
}
