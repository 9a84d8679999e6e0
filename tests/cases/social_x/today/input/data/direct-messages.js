window.YTD.direct_messages.part0 = [
  {
    "dmConversation": {
      "conversationId": "100-201",
      "messages": [
        {
          "messageCreate": {
            "recipientId": "201",
            "reactions": [],
            "urls": [],
            "text": "Très bien",
            "mediaUrls": [],
            "senderId": "100",
            "id": "12",
            "createdAt": "2024-05-06T20:05:00.500Z"
          }
        },
        {
          "messageCreate": {
            "recipientId": "100",
            "reactions": [],
            "urls": [],
            "text": "Des prunes ?",
            "mediaUrls": [],
            "senderId": "201",
            "id": "11",
            "createdAt": "2024-05-06T20:00:00.000Z"
          }
        },
        {
          "reactionCreate": {
            "senderId": "100",
            "reactionKey": "like",
            "eventId": "9",
            "createdAt": "2024-05-06T20:06:00.000Z"
          }
        }
      ]
    }
  },
  {
    "dmConversation": {
      "conversationId": "100-203",
      "messages": [
        {
          "messageCreate": {
            "reactions": [],
            "urls": [],
            "text": "sans destinataire",
            "mediaUrls": [],
            "senderId": "203",
            "id": "13",
            "createdAt": "2024-05-06T20:00:00.000Z"
          }
        }
      ]
    }
  }
]
