package access_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"rawabit/graphqlapi/access"
	"rawabit/schema"
)

func openKeys(t *testing.T, path string) *access.Keys {
	t.Helper()
	keys, err := access.OpenKeys(path)
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

func makeKey(t *testing.T, keys *access.Keys, name string, role access.Role, rate float64) (access.Key, string) {
	t.Helper()
	key, text, err := keys.Make(name, role, time.Time{}, rate)
	if err != nil {
		t.Fatal(err)
	}
	return key, text
}

func wantCode(t *testing.T, err error, want schema.Code) {
	t.Helper()
	if got := schema.ErrorCode(err); got != want {
		t.Errorf("code %q (%v), want %q", got, err, want)
	}
}

func TestKeys(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys.jsonl")
	keys := openKeys(t, path)
	if keys.Live() {
		t.Error("a file that is not there lets somebody in")
	}
	key, text := makeKey(t, keys, "ليلى", access.Editor, 0)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, secret, _ := strings.Cut(text[4:], "_"); strings.Contains(string(data), secret) {
		t.Error("the file holds the secret")
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file may be read by others: %v %v", info.Mode(), err)
	}
	gate := access.New(access.Options{Keys: openKeys(t, path)})
	who, err := gate.Identify(t.Context(), "Bearer "+text)
	if err != nil || who.Name != "ليلى" || who.Role != access.Editor {
		t.Fatalf("%+v %v", who, err)
	}
	last := text[len(text)-1]
	for name, authorization := range map[string]string{
		"nothing": "", "another scheme": "Basic " + text, "no credentials": "Bearer ", "no key": "Bearer hello",
		"another secret": "Bearer " + text[:len(text)-1] + string(last^1), "no secret": "Bearer rwb_" + key.ID, "the hash": "Bearer rwb_" + key.ID + "_" + key.Hash,
		"another id": "Bearer rwb_0000000000_" + strings.Repeat("0", 64),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := gate.Identify(t.Context(), authorization)
			wantCode(t, err, schema.CodeUnauthorized)
		})
	}
	if _, err := keys.Revoke(key.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := keys.Revoke("none"); schema.ErrorCode(err) != schema.CodeNotFound {
		t.Errorf("revoking what is not there: %v", err)
	}
	for end := time.Now().Add(5 * time.Second); gate.Still(who); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("a running server does not notice that a key was revoked")
		}
	}
	_, err = gate.Identify(t.Context(), "Bearer "+text)
	wantCode(t, err, schema.CodeUnauthorized)
}

func TestKeysExpire(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys.jsonl")
	keys := openKeys(t, path)
	if _, _, err := keys.Make("late", access.Reader, time.Now().Add(-time.Hour), 0); schema.ErrorCode(err) != schema.CodeInvalid {
		t.Errorf("a key of the past is made: %v", err)
	}
	_, text, err := keys.Make("soon", access.Reader, time.Now().Add(1200*time.Millisecond), 0)
	if err != nil {
		t.Fatal(err)
	}
	gate := access.New(access.Options{Keys: keys})
	who, err := gate.Identify(t.Context(), "Bearer "+text)
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(1300 * time.Millisecond)
	if gate.Still(who) {
		t.Error("it goes on after its end")
	}
}

// TestKeysTogether lets several programs make keys at once: none is lost.
func TestKeysTogether(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys.jsonl")
	var together sync.WaitGroup
	for range 8 {
		keys := openKeys(t, path)
		together.Go(func() {
			for range 25 {
				if _, _, err := keys.Make("x", access.Reader, time.Time{}, 0); err != nil {
					t.Error(err)
				}
			}
		})
	}
	together.Wait()
	list, err := openKeys(t, path).List()
	if err != nil || len(list) != 200 {
		t.Errorf("%d keys, %v", len(list), err)
	}
}

// TestBrokenKeys fails closed: a file that cannot be understood lets nobody in.
func TestBrokenKeys(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys.jsonl")
	keys := openKeys(t, path)
	_, text := makeKey(t, keys, "x", access.Reader, 0)
	gate := access.New(access.Options{Keys: keys})
	if _, err := gate.Identify(t.Context(), "Bearer "+text); err != nil {
		t.Fatal(err)
	}
	for name, line := range map[string]string{"no JSON": "hello", "no id": `{"name":"x"}`, "no hash": `{"id":"x","role":"admin"}`, "no role": `{"id":"x","role":"king","hash":"` + strings.Repeat("0", 64) + `"}`} {
		t.Run(name, func(t *testing.T) {
			bad := filepath.Join(t.TempDir(), "keys.jsonl")
			if err := os.WriteFile(bad, []byte(line+"\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := access.OpenKeys(bad); err == nil || !strings.Contains(err.Error(), "line 1") {
				t.Errorf("%v", err)
			}
		})
	}
	file, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.WriteString("hello\n"); err != nil {
		t.Fatal(err)
	}
	_ = file.Close()
	for end := time.Now().Add(5 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		if _, err = gate.Identify(t.Context(), "Bearer "+text); err != nil {
			break
		}
		if time.Now().After(end) {
			t.Fatal("a broken file goes unnoticed")
		}
	}
	wantCode(t, err, schema.CodeInternal)
}

// TestKeysWithoutALastEnd appends to a file whose last line an editor has left
// without its end.
func TestKeysWithoutALastEnd(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys.jsonl")
	keys := openKeys(t, path)
	first, _ := makeKey(t, keys, "first", access.Reader, 0)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data[:len(data)-1], 0o600); err != nil {
		t.Fatal(err)
	}
	keys = openKeys(t, path)
	makeKey(t, keys, "second", access.Reader, 0)
	list, err := openKeys(t, path).List()
	if err != nil || len(list) != 2 || list[0].ID != first.ID {
		t.Errorf("%v %v", list, err)
	}
}

func TestRoles(t *testing.T) {
	for _, have := range []access.Role{"", access.Reader, access.Editor, access.Admin} {
		n := 0
		for _, need := range access.Roles() {
			if have.May(need) {
				n++
			}
		}
		if want := map[access.Role]int{"": 0, access.Reader: 1, access.Editor: 2, access.Admin: 3}[have]; n != want {
			t.Errorf("%q may do as %d roles, want %d", have, n, want)
		}
	}
}

func TestRate(t *testing.T) {
	keys := openKeys(t, filepath.Join(t.TempDir(), "keys.jsonl"))
	_, slow := makeKey(t, keys, "slow", access.Reader, 1)
	_, plain := makeKey(t, keys, "plain", access.Reader, 0)
	gate := access.New(access.Options{Keys: keys, Rate: 5})
	for text, want := range map[string]int{slow: 2, plain: 10} {
		who, err := gate.Identify(t.Context(), "Bearer "+text)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for ; n < 100; n++ {
			if err = gate.Admit(who); err != nil {
				break
			}
		}
		wantCode(t, err, access.CodeRate)
		if n != want {
			t.Errorf("%s: %d at once, want %d", who.Name, n, want)
		}
	}
	for range 100 {
		if err := access.New(access.Options{Rate: 1}).Admit(access.Local()); err != nil {
			t.Fatal("whoever is on this machine is counted")
		}
	}
}
