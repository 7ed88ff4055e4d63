package neo4jtest

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

const image = "neo4j:5.26-community"

// containerScript runs the server of the image until its standard input ends,
// which it does when the docker command is gone.
const containerScript = `/startup/docker-entrypoint.sh neo4j & server=$!; cat >/dev/null; kill "$server"; wait "$server"`

// dockerAnswers reports whether there is a Docker engine.
func dockerAnswers() bool {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	return exec.CommandContext(ctx, "docker", "info").Run() == nil
}

// startContainer starts the official image.
func startContainer() (*running, error) {
	if out, err := exec.Command("docker", "pull", "-q", image).CombinedOutput(); err != nil {
		if exec.Command("docker", "image", "inspect", image).Run() != nil {
			return nil, fmt.Errorf("docker pull %s: %w\n%s", image, err, strings.TrimSpace(string(out)))
		}
	}
	name := "rawabit-test-" + strings.ToLower(rand.Text()[:12])
	home, err := newHome()
	if err != nil {
		return nil, err
	}
	k, err := keepAttached(home, "docker", "run", "--rm", "-i", "--init", "--name", name,
		"-p", "127.0.0.1::7687", "-p", "127.0.0.1::7474", "-e", "NEO4J_AUTH=neo4j/"+testPassword,
		"-e", "NEO4J_dbms_usage__report_enabled=false", "-e", "NEO4J_server_memory_pagecache_size=64m",
		"-e", "NEO4J_server_memory_heap_max__size=512m", "-e", "NEO4J_dbms_security_auth__lock__time=0s",
		"--entrypoint", "bash", image, "-c", containerScript)
	if err != nil {
		return nil, err
	}
	stop := func() {
		k.kill()
		_ = exec.Command("docker", "rm", "-f", name).Run()
		_ = os.RemoveAll(home)
	}
	s := Server{User: "neo4j", Password: testPassword}
	ctx, cancel := context.WithTimeout(context.Background(), startTime)
	defer cancel()
	for _, port := range []struct {
		inside, scheme string
		to             *string
	}{{"7687", "bolt://", &s.Bolt}, {"7474", "http://", &s.HTTP}} {
		address, err := published(ctx, name, port.inside, k)
		if err != nil {
			stop()
			return nil, err
		}
		*port.to = port.scheme + address
	}
	if err := answers(ctx, s, k.ended); err != nil {
		stop()
		return nil, err
	}
	return &running{server: s, stop: stop}, nil
}

// published waits for the address under which a port of a container is reached.
func published(ctx context.Context, name, port string, k *keeper) (string, error) {
	for {
		out, err := exec.CommandContext(ctx, "docker", "port", name, port+"/tcp").Output()
		if address, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n"); err == nil && address != "" {
			return address, nil
		}
		if gone := k.ended(); gone != nil {
			return "", gone
		}
		select {
		case <-ctx.Done():
			return "", fmt.Errorf("container %s publishes no port %s: %w", name, port, ctx.Err())
		case <-time.After(100 * time.Millisecond):
		}
	}
}
