// Reads the files listed in the file named by the first argument with godotenv; prints a JSON object a line.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/joho/godotenv"
)

func main() {
	listed, err := os.Open(os.Args[1])
	if err != nil {
		panic(err)
	}
	lines := bufio.NewScanner(listed)
	for lines.Scan() {
		found, err := godotenv.Read(strings.Fields(lines.Text())[0])
		if err != nil {
			found = nil
		}
		// No environment can hold the value of no name.
		delete(found, "")
		text, err := json.Marshal(found)
		if err != nil {
			panic(err)
		}
		fmt.Println(string(text))
	}
}
