# Reads the files listed in the file named by the first argument with ruby-dotenv; prints a JSON object a line.
require "json"
require "dotenv"

ENV.clear
File.foreach(ARGV[0]) do |line|
  found = begin
    Dotenv::Parser.call(File.open(line.split.first, "rb:bom|utf-8", &:read))
  rescue StandardError, SyntaxError
    nil
  end
  puts found.to_json
end
