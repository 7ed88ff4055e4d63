package neo4jtest

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

//go:embed pom.xml
var pom []byte

//go:embed neo4j.conf
var configuration string

// libraries names the folder of the artefacts in the user's cache folder.
const libraries = "rawabit/neo4j-5.26.16"

// startFromMaven starts a server from the artefacts of Maven Central.
func startFromMaven() (*running, error) {
	home, err := newHome()
	if err != nil {
		return nil, err
	}
	k, s, err := startJava(home, true, nil)
	if err != nil {
		_ = os.RemoveAll(home)
		return nil, err
	}
	return &running{server: s, stop: k.kill}, nil
}

// startJava starts a server over a folder, which is prepared when it is new. It
// listens on the ports, or on free ones when none are given.
func startJava(home string, remove bool, ports []int) (*keeper, Server, error) {
	s := Server{User: "neo4j", Password: testPassword}
	java, err := exec.LookPath("java")
	if err != nil {
		return nil, s, errors.New("there is no java in the PATH")
	}
	jars, err := jarFolder()
	if err != nil {
		return nil, s, err
	}
	if ports == nil {
		if ports, err = freePorts(2); err != nil {
			return nil, s, err
		}
	}
	s.Bolt, s.HTTP = fmt.Sprintf("bolt://127.0.0.1:%d", ports[0]), fmt.Sprintf("http://127.0.0.1:%d", ports[1])
	fresh, err := configure(home, ports)
	if err != nil {
		return nil, s, err
	}
	k, err := keep(home, remove, java, "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError",
		"--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
		"-cp", filepath.Join(jars, "*"), "org.neo4j.server.CommunityEntryPoint", "--home-dir="+home, "--config-dir="+filepath.Join(home, "conf"))
	if err != nil {
		return nil, s, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), startTime)
	defer cancel()
	if fresh {
		err = setPassword(ctx, s, k.ended)
	}
	if err == nil {
		err = answers(ctx, s, k.ended)
	}
	if err != nil {
		k.kill()
		return nil, s, err
	}
	return k, s, nil
}

// configure writes the settings of a server and reports whether its folder is new.
func configure(home string, ports []int) (fresh bool, err error) {
	folder := filepath.Join(home, "conf")
	if _, err := os.Stat(folder); err != nil {
		fresh = true
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fresh, err
	}
	text := fmt.Sprintf("%sserver.bolt.listen_address=127.0.0.1:%d\nserver.http.listen_address=127.0.0.1:%d\n", configuration, ports[0], ports[1])
	return fresh, os.WriteFile(filepath.Join(folder, "neo4j.conf"), []byte(text), 0o644)
}

// jarFolder returns the folder with the artefacts and fills it when it is missing.
func jarFolder() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	folder := filepath.Join(cache, libraries)
	if _, err := os.Stat(folder); err == nil {
		return folder, nil
	}
	unlock, err := lock(folder)
	if err != nil {
		return "", err
	}
	defer unlock()
	if _, err := os.Stat(folder); err == nil {
		return folder, nil // by another test binary meanwhile
	}
	mvn, err := exec.LookPath("mvn")
	if err != nil {
		return "", errors.New("there is no mvn in the PATH to fetch Neo4j with")
	}
	if err := os.MkdirAll(filepath.Dir(folder), 0o755); err != nil {
		return "", err
	}
	work, err := os.MkdirTemp(filepath.Dir(folder), "fetching-")
	if err != nil {
		return "", err
	}
	defer func() { _ = os.RemoveAll(work) }()
	if err := os.WriteFile(filepath.Join(work, "pom.xml"), pom, 0o644); err != nil {
		return "", err
	}
	cmd := exec.Command(mvn, "-q", "-B", "dependency:copy-dependencies", "-DoutputDirectory="+filepath.Join(work, "jars"))
	cmd.Dir = work
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("mvn could not fetch Neo4j: %w\n%s", err, strings.TrimSpace(string(out)))
	}
	return folder, os.Rename(filepath.Join(work, "jars"), folder)
}
