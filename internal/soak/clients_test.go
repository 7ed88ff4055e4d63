//go:build soak

package soak_test

import (
	"context"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"rawabit/graphqlapi"
	"rawabit/graphqlapi/access"
	"rawabit/store/memory"
	"rawabit/store/storetest"
)

// TestReferenceClients lets the reference clients of GraphQL over HTTP, WebSocket
// and server-sent events ask a server that wants keys: they subscribe, receive,
// complete and see the right close codes, a thousand subscriptions lose nothing,
// and no goroutine is left of them.
func TestReferenceClients(t *testing.T) {
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS("testdata/clients")); err != nil {
		t.Fatal(err)
	}
	node(t, folder, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts")
	keys, err := access.OpenKeys(filepath.Join(folder, "keys.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	_, key, err := keys.Make("client", access.Admin, time.Time{}, 1e6)
	if err != nil {
		t.Fatal(err)
	}
	s := memory.New()
	storetest.Load(t, s)
	before := goleak.IgnoreCurrent()
	api, err := graphqlapi.New(graphqlapi.Deps{Store: s}, graphqlapi.Options{Gate: access.New(access.Options{Keys: keys})})
	if err != nil {
		t.Fatal(err)
	}
	h, err := api.Handler()
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(h)
	defer server.Close()
	t.Logf("\n%s", node(t, folder, "node", "clients.mjs", server.URL+"/graphql", key))
	api.Close()
	server.Close()
	goleak.VerifyNone(t, before)
}

// node runs a program of Node.js in a folder and returns what it prints.
func node(t *testing.T, folder, program string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, program, args...)
	command.Dir = folder
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", program, strings.Join(args[:1], " "), err, out)
	}
	return string(out)
}
